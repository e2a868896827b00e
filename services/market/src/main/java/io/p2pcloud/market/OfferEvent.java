package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;

/// What happened to an offer. `locked` is the collateral in it afterwards.
public sealed interface OfferEvent extends MarketEvent {
    OfferId offer();

    record Listed(
            EventPlace place,
            OfferId offer,
            Address provider,
            OfferListing listing,
            TokenAmount locked)
            implements OfferEvent {}

    record Updated(EventPlace place, OfferId offer, OfferChange change, TokenAmount locked)
            implements OfferEvent {}

    record Taken(EventPlace place, OfferId offer, Address tenant, int units, int taken)
            implements OfferEvent {}

    record Withdrawn(EventPlace place, OfferId offer, TokenAmount returned) implements OfferEvent {}
}
