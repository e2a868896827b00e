package io.p2pcloud.market;

/// What the market told. Amounts are base units of its token.
public sealed interface MarketEvent
        permits LeaseEvent, ProviderEvent, AccountEvent, OfferEvent, OrderEvent {
    EventPlace place();
}
