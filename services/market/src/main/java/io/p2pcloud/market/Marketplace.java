package io.p2pcloud.market;

import io.p2pcloud.common.Address;

/// One market contract: what stands in it, and what can be done there, by whom. Calls block; they
/// end within the endpoint's time limit (reads) or the transaction's deadline (acts).
///
/// Each act is a transaction of `by`, its sender. Acts are simulated first, so a refusal is known
/// before anything is signed. Every method throws [io.p2pcloud.chain.ChainException] when the chain
/// cannot be asked.
public interface Marketplace extends MarketView, AccountActs, ProviderActs, TenantActs, PublicActs {
    /// The same market for a delegated key: what is done from here on is done for `account`, whose
    /// money it costs and whose leases, offers and bids it makes. The contract lets the sender do
    /// what [AccountActs#delegate] allowed him.
    Marketplace onBehalfOf(Address account);

    /// The same market, where every act hands in this permit first, in the same transaction.
    Marketplace paidWith(Permit permit);
}
