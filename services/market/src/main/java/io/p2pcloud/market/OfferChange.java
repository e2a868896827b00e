package io.p2pcloud.market;

import io.p2pcloud.common.Rate;
import java.time.Instant;

/// What may change about an offer: all four are set.
///
/// @param count units in all, not below those taken; the collateral follows
public record OfferChange(Rate price, int count, Offer.Mode mode, Instant endsAt) {
    public OfferChange {
        Bounds.time(endsAt);
    }
}
