package io.p2pcloud.market;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;

/// `count` machines of one size in an order.
///
/// @param price of one unit at most
/// @param collateral of one unit that a bidder locks
public record ResourceGroup(ComputeUnit unit, Rate price, TokenAmount collateral, int count) {
    public ResourceGroup {
        if (count < 1) {
            throw new IllegalArgumentException("a group has at least one unit");
        }
    }
}
