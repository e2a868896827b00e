package io.p2pcloud.launcher.libvirt;

/// What libvirt says of a guest unasked.
///
/// @param name the domain's name, which may be another program's
/// @param uuid tells it from another that had its name
public record DomainEvent(String name, String uuid, Kind kind) {
    /// `virDomainEventType` and `virDomainEventStoppedDetailType` as far as they matter here.
    public enum Kind {
        /// It asked for a reset.
        REBOOT,
        /// Its processors run.
        RESUMED,
        /// It shut down by itself.
        STOPPED_SHUT_DOWN,
        /// Somebody had libvirt end it.
        STOPPED_DESTROYED,
        /// The guest crashed.
        STOPPED_CRASHED,
        /// QEMU died or could not go on.
        STOPPED_FAILED,
        OTHER
    }

    private static final int RESUMED = 4;
    private static final int STOPPED = 5;

    static Kind kind(int event, int detail) {
        return switch (event) {
            case RESUMED -> Kind.RESUMED;
            case STOPPED ->
                    switch (detail) {
                        case 0 -> Kind.STOPPED_SHUT_DOWN;
                        case 1 -> Kind.STOPPED_DESTROYED;
                        case 2 -> Kind.STOPPED_CRASHED;
                        default -> Kind.STOPPED_FAILED;
                    };
            default -> Kind.OTHER;
        };
    }
}
