package io.p2pcloud.launcher.recovery;

import io.p2pcloud.launcher.domain.GuestName;
import java.util.Map;

/// What the ledger says should be on this host.
///
/// @param claims what each known lease asks of its guest
/// @param extent whether leases may exist that are not listed
public record KnownLeases(Map<GuestName, Claim> claims, Extent extent) {
    /// What a lease asks of its guest.
    public enum Claim {
        /// The guest should run.
        RUN,
        /// The guest should not run and its volume is kept: halted, interrupted or paused.
        KEEP,
        /// The lease is closed on chain: the guest and its volume go.
        RESET
    }

    /// How much the ledger knows.
    public enum Extent {
        /// Every lease of this provider that is not closed is listed.
        COMPLETE,
        /// The chain could not be asked: what is not listed may still be leased.
        PARTIAL
    }

    public KnownLeases {
        claims = Map.copyOf(claims);
    }
}
