package io.p2pcloud.market;

import io.p2pcloud.wallet.Signature;
import java.time.Instant;

/// The launch key's word that a lease is halted or resumed, for someone else to hand in.
///
/// @param expiry until when it counts
/// @param signature over [MarketDigests#halt] or [MarketDigests#resume] with the lease's present
///   control nonce
public record SignedControl(LeaseId lease, Instant expiry, Signature signature) {
    public SignedControl {
        Bounds.time(expiry);
    }
}
