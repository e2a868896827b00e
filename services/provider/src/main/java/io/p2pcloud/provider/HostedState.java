package io.p2pcloud.provider;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import org.jspecify.annotations.Nullable;

/// What the provider must still know of a lease after a restart; journaled before each step.
///
/// @param manifest hexadecimal bytes, null before the tenant sent it
/// @param boot the newest boot that was begun, 0 before the first
/// @param guestKey address of that boot's guest key, null until the guest named it
/// @param booted whether that boot's guest has opened its disk
/// @param sshPort the host's port of that boot, 0 before the first
/// @param lastWord the newest goodbye of a guest of this lease, null before the first
record HostedState(
        String lease,
        @Nullable String manifest,
        int boot,
        @Nullable String guestKey,
        boolean booted,
        int sshPort,
        @Nullable LastWord lastWord) {
    static HostedState fresh(Bytes32 lease) {
        return new HostedState(lease.toHex(), null, 0, null, false, 0, null);
    }

    HostedState withManifest(Bytes bytes) {
        return new HostedState(lease, bytes.toHex(), boot, guestKey, booted, sshPort, lastWord);
    }

    HostedState starting(int number, int port) {
        return new HostedState(lease, manifest, number, null, false, port, lastWord);
    }

    HostedState withGuestKey(Address key) {
        return new HostedState(lease, manifest, boot, key.toHex(), false, sshPort, lastWord);
    }

    HostedState hasBooted() {
        return new HostedState(lease, manifest, boot, guestKey, true, sshPort, lastWord);
    }

    HostedState withLastWord(LastWord word) {
        return new HostedState(lease, manifest, boot, guestKey, booted, sshPort, word);
    }
}
