package io.p2pcloud.launcher.hypervisor;

/// How far the guests of a hypervisor reach from this host.
public enum NetworkReach {
    /// The internet, and nothing of the host, its home network or other guests: rules of the host
    /// see to it.
    ISOLATED,
    /// Whatever the user of this program reaches, this computer's own services and its home network
    /// included: QEMU's user network opens its connections as that user. Without rights over the
    /// host's packet filter nothing can be taken away from that but all of it. Fit only for guests
    /// that are the host's owner's own.
    LIKE_THIS_USER
}
