package io.p2pcloud.market;

import io.p2pcloud.wallet.Signature;
import java.time.Duration;

/// A guest's proof of served time on its way to the chain (the white paper's LeaseConfirmation).
///
/// @param served whole seconds since the lease's present beat
/// @param signature the guest key's, over [MarketDigests#heartbeat]
public record Confirmation(LeaseId lease, Duration served, Signature signature) {
    public Confirmation {
        if (served.isNegative() || !served.equals(Duration.ofSeconds(served.toSeconds()))) {
            throw new IllegalArgumentException("served is in whole seconds, got " + served);
        }
    }
}
