package io.p2pcloud.market;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import java.time.Duration;

/// What one confirmation paid.
///
/// @param paid the time that was paid for
/// @param amount now in the provider's credit
/// @param escrow what the tenant has left in the lease
/// @param beat what the next heartbeats sign
public record Payment(
        LeaseId lease, Duration paid, TokenAmount amount, TokenAmount escrow, Bytes32 beat) {}
