package io.p2pcloud.tenant;

import java.time.Duration;

/// The steps from a confirmation to a shell, in order.
public enum LaunchPhase {
    /// The order or the taking of an offer is written on chain.
    ORDER(Duration.ofSeconds(2)),
    /// A provider is bound by a lease.
    MATCH(Duration.ofSeconds(1)),
    /// The provider starts the machine and its guest answers.
    MACHINE(Duration.ofSeconds(6)),
    /// What started is checked on this computer.
    PROOF(Duration.ofSeconds(1)),
    /// The disk key is sealed to the guest, which opens the disk.
    UNLOCK(Duration.ofSeconds(3)),
    /// The guest's operating system starts.
    BOOT(Duration.ofSeconds(14)),
    /// SSH answers with the host key that this computer sealed.
    SHELL(Duration.ofSeconds(1));

    private final Duration usual;

    LaunchPhase(Duration usual) {
        this.usual = usual;
    }

    /// What this phase took on a two-core machine without hardware virtualization; a hint for the
    /// screen until this computer has launches of its own to compare with.
    public Duration usual() {
        return usual;
    }
}
