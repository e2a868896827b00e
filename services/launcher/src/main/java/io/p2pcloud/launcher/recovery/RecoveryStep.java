package io.p2pcloud.launcher.recovery;

import io.p2pcloud.launcher.domain.GuestName;

/// One thing to do about one guest after a restart.
public sealed interface RecoveryStep {
    GuestName guest();

    /// It runs and should: go on serving it.
    record Adopt(GuestName guest) implements RecoveryStep {}

    /// It should run and does not: start its next boot, which needs the tenant's release.
    record StartAgain(GuestName guest) implements RecoveryStep {}

    /// It should run, and its volume is gone: only the owner can say what happened.
    record VolumeLost(GuestName guest) implements RecoveryStep {}

    /// It runs and its lease is halted: switch it off and keep its volume.
    record SwitchOff(GuestName guest) implements RecoveryStep {}

    /// Its lease is closed, or there is none: end the guest and forget it.
    record RemoveGuest(GuestName guest) implements RecoveryStep {}

    /// Its lease is closed, or there is none: delete the volume.
    record DiscardVolume(GuestName guest) implements RecoveryStep {}

    /// Nothing is known of its lease and not all leases are known: touch nothing.
    record LeaveAlone(GuestName guest) implements RecoveryStep {}
}
