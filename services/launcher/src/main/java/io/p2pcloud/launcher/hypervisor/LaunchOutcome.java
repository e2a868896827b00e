package io.p2pcloud.launcher.hypervisor;

/// What came of starting a guest.
public sealed interface LaunchOutcome {
    /// The guest runs.
    record Started(Guest guest) implements LaunchOutcome {}

    /// The guest was not started, and nothing of it is left behind.
    ///
    /// @param sentence what is wrong, where, and what to do
    record Refused(Reason reason, String sentence) implements LaunchOutcome {}

    /// Why a guest could not be started.
    enum Reason {
        ALREADY_RUNNING,
        QEMU_MISSING,
        FILE_MISSING,
        PATH_TOO_LONG,
        PORT_BUSY,
        NOT_ENOUGH_MEMORY,
        ACCELERATOR_UNAVAILABLE,
        DISK_IN_USE,
        /// The plan asks for SEV-SNP and this host cannot give it.
        CONFIDENTIAL_UNAVAILABLE,
        QEMU_REJECTED,
        NO_ANSWER,
        HOST_FAILED
    }
}
