package io.p2pcloud.launcher.domain;

/// A TCP port of this computer's loopback address that leads to a port of the guest.
///
/// @param hostPort port on 127.0.0.1
/// @param guestPort port in the guest
public record PortForward(int hostPort, int guestPort) {
    public static final int SSH = 22;
    private static final int MAX_PORT = 65_535;

    public PortForward {
        if (hostPort < 1 || hostPort > MAX_PORT || guestPort < 1 || guestPort > MAX_PORT) {
            throw new IllegalArgumentException(
                    "ports are 1 to 65535, not %d -> %d".formatted(hostPort, guestPort));
        }
    }

    public static PortForward ssh(int hostPort) {
        return new PortForward(hostPort, SSH);
    }
}
