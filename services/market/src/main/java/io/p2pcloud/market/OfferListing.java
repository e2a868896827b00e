package io.p2pcloud.market;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;

/// What a provider puts up for rent: `count` machines of one size.
///
/// @param price of one unit
/// @param collateral of one unit; `count` times it is locked at once from his token or credit
public record OfferListing(
        ComputeUnit unit,
        Rate price,
        TokenAmount collateral,
        int count,
        Offer.Mode mode,
        LeaseTerms terms) {
    public OfferListing {
        if (count < 1 || mode == Offer.Mode.WITHDRAWN) {
            throw new IllegalArgumentException("an offer has at least one unit and is open");
        }
    }
}
