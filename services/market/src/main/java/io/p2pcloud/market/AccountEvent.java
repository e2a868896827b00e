package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import java.time.Instant;

/// What an account did: money out, audits, delegated keys.
public sealed interface AccountEvent extends MarketEvent {
    Address account();

    /// The only transfer out of the market.
    record Withdrawn(EventPlace place, Address account, Address to, TokenAmount amount)
            implements AccountEvent {}

    /// @param account the auditor
    record Attested(EventPlace place, Address account, Address provider, String key, String value)
            implements AccountEvent {}

    /// @param account the auditor
    record Revoked(EventPlace place, Address account, Address provider, String key)
            implements AccountEvent {}

    /// @param acts a bit for each act
    record Delegated(
            EventPlace place,
            Address account,
            Address key,
            long acts,
            TokenAmount spendPerDay,
            Instant expiry)
            implements AccountEvent {}

    record Undelegated(EventPlace place, Address account, Address key) implements AccountEvent {}

    /// @param account the provider whose quotes for `tenant` below `nextNonce` are void
    record QuotesCancelled(EventPlace place, Address account, Address tenant, long nextNonce)
            implements AccountEvent {}
}
