package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import java.time.Instant;

/// A provider's price for a whole order (the white paper's fulfillment). One provider has at most
/// one bid on an order.
///
/// @param total the sum over all units, by which bids are compared
/// @param sequence the earlier wins a tie
public record Bid(
        OrderId order,
        Address provider,
        Rate total,
        TokenAmount collateral,
        long sequence,
        Instant at) {}
