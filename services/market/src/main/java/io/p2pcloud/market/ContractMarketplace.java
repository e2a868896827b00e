package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.ProvenReads;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;

import java.util.List;
import java.util.Optional;

/// The market contract at one address.
public final class ContractMarketplace implements Marketplace {
    private final Chain chain;
    private final Address address;
    private final MarketAbi abi = new MarketAbi();
    private final CheckedReads reads;
    private final MarketReads orderReads;
    private final Acting acting;
    private final SupplyActs supply;
    private final DemandActs demand;
    private final LeaseActs leases;
    private final MarketConfig config;

    /// A market that is read as the endpoint tells it.
    public ContractMarketplace(Transactions transactions, Address address) {
        this(transactions, address, ProvenReads.none(), Optional.empty());
    }

    /// Reads the market's constants.
    ///
    /// @param proofs proves what is read
    /// @param token where balances lie in the market's token; empty when nobody knows
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked, or no market of
    ///   this version lies at the address
    public ContractMarketplace(
            Transactions transactions,
            Address address,
            ProvenReads proofs,
            Optional<TokenLayout> token) {
        this.chain = transactions.chain();
        this.address = address;
        var plain = new MarketReads(chain, address, abi);
        orderReads = plain;
        reads = new CheckedReads(chain, address, plain, proofs, token);
        acting = new Acting(transactions, address, abi);
        supply = new SupplyActs(acting);
        demand = new DemandActs(acting, plain);
        leases = new LeaseActs(acting, plain);
        config = reads.config();
        transactions.whenMined(proofs::written);
    }

    @Override
    public ChainId chainId() {
        return chain.id();
    }

    @Override
    public Address address() {
        return address;
    }

    @Override
    public MarketDigests digests() {
        return new MarketDigests(chain.id(), address);
    }

    @Override
    public MarketConfig config() {
        return config;
    }

    @Override
    public Checked<BlockRef> head() {
        return reads.head();
    }

    @Override
    public Checked<Page<Offer>> offers(int from, int count) {
        return reads.offers(from, count);
    }

    @Override
    public Checked<Optional<Offer>> offer(OfferId id) {
        return reads.offer(id);
    }

    @Override
    public Checked<Optional<Provider>> provider(Address account) {
        return reads.provider(account);
    }

    @Override
    public Checked<List<Provider>> providers(List<Address> accounts) {
        return reads.providers(accounts);
    }

    @Override
    public Checked<Optional<Lease>> lease(LeaseId id) {
        return reads.lease(id);
    }

    @Override
    public Checked<Page<Lease>> leasesOfTenant(Address account, int from, int count) {
        return reads.leasesOfTenant(account, from, count);
    }

    @Override
    public Checked<Page<Lease>> leasesOfProvider(Address account, int from, int count) {
        return reads.leasesOfProvider(account, from, count);
    }

    @Override
    public Checked<Page<Order>> openOrders(int from, int count) {
        return reads.openOrders(from, count);
    }

    @Override
    public Checked<Optional<Order>> order(OrderId id) {
        return reads.order(id);
    }

    @Override
    public Checked<Optional<OrderDetails>> orderDetails(OrderId id) {
        return orderReads.orderDetails(id);
    }

    @Override
    public Checked<List<Bid>> bids(OrderId id) {
        return reads.bids(id);
    }

    @Override
    public Checked<TokenAmount> credit(Address account) {
        return reads.credit(account);
    }

    @Override
    public Checked<TokenAmount> tokenBalance(Address account) {
        return reads.tokenBalance(config.token(), account);
    }

    @Override
    public Checked<TokenAmount> allowance(Address account) {
        return reads.allowance(config.token(), account);
    }

    @Override
    public ActOutcome<TokenAmount> approve(Signer by, TokenAmount amount) {
        var input = abi.token().function("approve").call(address, amount.units());
        return acting.send(by, config.token(), input).map(_ -> amount);
    }

    @Override
    public ActOutcome<Address> registerProvider(
            Signer by, ProviderProfile profile, TokenAmount stake) {
        return supply.registerProvider(by, profile, stake);
    }

    @Override
    public ActOutcome<Address> updateProvider(Signer by, ProviderProfile profile) {
        return supply.updateProvider(by, profile);
    }

    @Override
    public ActOutcome<OfferId> listOffer(Signer by, OfferListing listing) {
        return supply.listOffer(by, listing);
    }

    @Override
    public ActOutcome<OfferId> updateOffer(Signer by, OfferId id, OfferChange change) {
        return supply.updateOffer(by, id, change);
    }

    @Override
    public ActOutcome<TokenAmount> withdrawOffer(Signer by, OfferId id) {
        return supply.withdrawOffer(by, id);
    }

    @Override
    public ActOutcome<List<LeaseId>> takeOffer(Signer by, Take take) {
        return demand.takeOffer(by, take);
    }

    @Override
    public ActOutcome<PlacedDeployment> submitDeployment(Signer by, DeploymentDraft draft) {
        return demand.submitDeployment(by, draft);
    }

    @Override
    public ActOutcome<Bid> submitFulfillment(Signer by, OrderDetails order, List<Rate> prices) {
        return demand.submitFulfillment(by, order, prices);
    }

    @Override
    public ActOutcome<TokenAmount> cancelFulfillment(Signer by, OrderId order) {
        return demand.cancelFulfillment(by, order);
    }

    @Override
    public ActOutcome<Match> matchOrder(Signer by, OrderId order) {
        return demand.matchOrder(by, order);
    }

    @Override
    public ActOutcome<Bytes32> activate(Signer by, Activation activation) {
        return leases.activate(by, activation);
    }

    @Override
    public ActOutcome<List<Payment>> confirm(Signer by, List<Confirmation> confirmations) {
        return leases.confirm(by, confirmations);
    }

    @Override
    public ActOutcome<LeaseId> halt(Signer by, LeaseId lease) {
        return leases.plain(by, lease, "halt", lease.value());
    }

    @Override
    public ActOutcome<LeaseId> resume(Signer by, LeaseId lease) {
        return leases.plain(by, lease, "resume", lease.value());
    }

    @Override
    public ActOutcome<LeaseId> interrupt(Signer by, LeaseId lease, InterruptReason reason) {
        return leases.plain(by, lease, "interrupt", lease.value(), reason.number());
    }

    @Override
    public ActOutcome<TokenAmount> expirePending(Signer by, LeaseId lease) {
        return leases.expirePending(by, lease);
    }

    @Override
    public ActOutcome<Closure> giveNotice(Signer by, LeaseId lease, CloseReason reason) {
        return leases.giveNotice(by, lease, reason);
    }

    @Override
    public ActOutcome<Closure> closeLease(Signer by, LeaseId lease, CloseReason reason) {
        return leases.closeLease(by, lease, reason);
    }

    @Override
    public ActOutcome<TokenAmount> confirmClosed(Signer by, LeaseId lease) {
        return acting.act(
                by,
                LeaseEvent.Closed.class,
                LeaseEvent.Closed::collateral,
                "confirmClosed",
                List.of(lease.value()));
    }

    @Override
    public ActOutcome<TokenAmount> releaseHeld(Signer by, LeaseId lease) {
        return acting.act(
                by,
                LeaseEvent.HoldReleased.class,
                LeaseEvent.HoldReleased::refund,
                "releaseHeld",
                lease.value());
    }

    @Override
    public ActOutcome<TokenAmount> topUp(Signer by, LeaseId lease, TokenAmount amount) {
        return acting.act(
                by,
                LeaseEvent.ToppedUp.class,
                LeaseEvent.ToppedUp::escrow,
                "topUp",
                by.address(),
                lease.value(),
                amount.units());
    }

    @Override
    public ActOutcome<TokenAmount> withdrawExcess(Signer by, LeaseId lease, TokenAmount amount) {
        return acting.act(
                by,
                LeaseEvent.ExcessWithdrawn.class,
                LeaseEvent.ExcessWithdrawn::escrow,
                "withdrawExcess",
                lease.value(),
                amount.units());
    }

    @Override
    public ActOutcome<TokenAmount> withdraw(Signer by, Address to) {
        return acting.act(
                by, AccountEvent.Withdrawn.class, AccountEvent.Withdrawn::amount, "withdraw", to);
    }
}
