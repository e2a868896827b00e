package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What stands in one market contract. Reads are batched and paged, and nothing walks all leases
/// ever made.
public interface MarketView extends OfferSource, LeaseSource {
    /// The same market as the endpoint tells it, at once and unproven: for what may begin before it
    /// is known to be true.
    MarketView told();

    ChainId chainId();

    /// The market contract.
    Address address();

    MarketDigests digests();

    /// The market's constants, read once.
    MarketConfig config();

    /// The newest block of the chain.
    Checked<BlockRef> head();

    /// How many of each there ever were, and how many stand now.
    Checked<MarketCounts> counts();

    Checked<Optional<Offer>> offer(OfferId id);

    /// The leases in the order of `ids`; those that do not exist are left out.
    Checked<List<Lease>> leases(List<LeaseId> ids);

    /// Leases in which the account is the tenant, newest first: `count` of them (at most 500) from
    /// the `from`-th newest on.
    Checked<Page<Lease>> leasesOfTenant(Address account, int from, int count);

    /// The same for leases in which it is the provider.
    Checked<Page<Lease>> leasesOfProvider(Address account, int from, int count);

    /// Orders that take bids or wait for their match.
    Checked<Page<Order>> openOrders(int from, int count);

    Checked<Optional<Order>> order(OrderId id);

    /// What the order asks for, from its event, checked against the commitment in its storage.
    Checked<Optional<OrderDetails>> orderDetails(OrderId id);

    Checked<List<Bid>> bids(OrderId id);

    Checked<Optional<Deployment>> deployment(DeploymentId id);

    /// What an account has submitted, newest first.
    Checked<Page<Deployment>> deploymentsOf(Address account, int from, int count);

    /// All orders that came of a deployment, as the endpoint's events name them.
    Checked<List<Order>> ordersOf(DeploymentId id);

    /// What the auditor states about a provider's attribute.
    Checked<Optional<String>> audit(Address auditor, Address provider, String key);

    /// What a key may do for the account; empty when it never could or was taken back.
    Checked<Optional<Delegation>> delegation(Address account, Address key);

    /// The nonce that the provider's next quote for this tenant must carry.
    Checked<Long> quoteNonce(Address provider, Address tenant);

    /// What the market owes the account: payments, refunds, returned collateral.
    Checked<TokenAmount> credit(Address account);

    Checked<TokenAmount> tokenBalance(Address account);

    /// How much of the account's token the market may take.
    Checked<TokenAmount> allowance(Address account);

    /// Signs that the market may take `amount` of the account's token until `deadline` (EIP-2612),
    /// for [Marketplace#paidWith]. Empty when the token knows no permits: then it takes
    /// [AccountActs#approve].
    Optional<Permit> permit(Signer by, TokenAmount amount, Instant deadline);
}
