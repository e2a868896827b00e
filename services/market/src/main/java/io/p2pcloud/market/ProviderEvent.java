package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import java.time.Instant;

/// What a provider did about himself.
public sealed interface ProviderEvent extends MarketEvent {
    Address provider();

    record Registered(
            EventPlace place, Address provider, TokenAmount stake, ProviderProfile profile)
            implements ProviderEvent {}

    record Updated(EventPlace place, Address provider, ProviderProfile profile)
            implements ProviderEvent {}

    record StakeAdded(EventPlace place, Address provider, TokenAmount amount, TokenAmount stake)
            implements ProviderEvent {}

    record UnbondingStarted(EventPlace place, Address provider, Instant unbondedAt)
            implements ProviderEvent {}

    record UnbondingCancelled(EventPlace place, Address provider) implements ProviderEvent {}

    record StakeWithdrawn(EventPlace place, Address provider, TokenAmount amount)
            implements ProviderEvent {}
}
