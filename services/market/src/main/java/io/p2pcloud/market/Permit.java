package io.p2pcloud.market;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signature;
import java.time.Instant;

/// An account's signed leave for the market to take its token (EIP-2612), in place of a transaction
/// that approves.
public record Permit(TokenAmount amount, Instant deadline, Signature signature) {
    public Permit {
        Bounds.time(deadline);
    }
}
