package io.p2pcloud.release;

/// The two virtio-serial ports of a guest.
public enum GuestPort {
    /// Between the unlock agent and the tenant, until BOOTED or FATAL.
    KEY("org.p2pcloud.key.0"),
    /// Between the running system and the provider: heartbeats, stop, end.
    LIFE("org.p2pcloud.life.0");

    private final String portName;

    GuestPort(String portName) {
        this.portName = portName;
    }

    /// The name given to QEMU, by which the guest finds the port.
    public String portName() {
        return portName;
    }
}
