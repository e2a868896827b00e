package io.p2pcloud.launcher.hypervisor;

import java.time.Instant;

/// Where one boot of a guest stands. It only ever moves forward, and ends in [Stopped].
public sealed interface GuestState {
    /// QEMU was started and does not answer yet.
    record Starting(Instant since) implements GuestState {}

    /// The guest's processors run.
    ///
    /// @param pid QEMU's process; 0 when it is another's child, perhaps on another computer
    /// @param since when QEMU was started
    record Running(long pid, Instant since) implements GuestState {}

    /// The guest is gone.
    ///
    /// @param reason why
    /// @param detail one sentence for the log and the screen
    /// @param at when it was noticed
    record Stopped(StopReason reason, String detail, Instant at) implements GuestState {}

    /// Why a guest stopped, as the host saw it: a claim about the machine, not about the lease.
    enum StopReason {
        /// The guest switched itself off, by itself or after the power button.
        SHUT_DOWN,
        /// The guest asked for a reset, as a reboot or a kernel panic does: each boot is a new
        /// launch, so it ended.
        RESET,
        /// This program ended it.
        DESTROYED,
        /// A signal from elsewhere on the host ended QEMU.
        KILLED,
        /// QEMU itself ended with an error.
        FAILED,
        /// It was gone when this program came back, for instance after the host was restarted.
        VANISHED
    }
}
