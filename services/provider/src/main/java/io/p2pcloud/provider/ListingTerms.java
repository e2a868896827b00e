package io.p2pcloud.provider;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;

/// What the owner puts up for rent.
///
/// @param unit one machine's size
/// @param count how many such machines at the same time
/// @param price per machine and second
/// @param collateral locked per machine, forfeited for silence and for leaving without notice
public record ListingTerms(ComputeUnit unit, int count, Rate price, TokenAmount collateral) {
    public ListingTerms {
        if (count < 1 || count > 64) {
            throw new IllegalArgumentException(
                    "A listing holds 1 to 64 machines, not " + count + ".");
        }
    }
}
