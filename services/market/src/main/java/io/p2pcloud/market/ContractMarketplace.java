package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.ProvenReads;
import io.p2pcloud.chain.TransactionSender;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The market contract at one address.
public final class ContractMarketplace extends ContractPublicActs implements Marketplace {
    private final CheckedReads checked;

    /// A market that is read as the endpoint tells it.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked, or no market of
    ///   this version lies at the address
    public ContractMarketplace(TransactionSender transactions, Address address) {
        this(transactions, address, ProvenReads.none(), Optional.empty());
    }

    /// Reads the market's constants.
    ///
    /// @param proofs proves what is read
    /// @param token where balances lie in the market's token; empty when nobody knows
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked, or no market of
    ///   this version lies at the address
    public ContractMarketplace(
            TransactionSender transactions,
            Address address,
            ProvenReads proofs,
            Optional<TokenLayout> token) {
        this(transactions, address, proofs, token, new MarketAbi());
    }

    private ContractMarketplace(
            TransactionSender transactions,
            Address address,
            ProvenReads proofs,
            Optional<TokenLayout> token,
            MarketAbi abi) {
        this(
                new Acting(transactions, address, abi),
                new MarketReads(new Asking(transactions.chain(), address, abi), abi),
                proofs,
                token);
        transactions.whenMined(proofs::written);
    }

    private ContractMarketplace(
            Acting acting, MarketReads plain, ProvenReads proofs, Optional<TokenLayout> token) {
        this(
                acting,
                plain,
                new CheckedReads(acting.chain(), acting.market(), plain, proofs, token));
    }

    private ContractMarketplace(Acting acting, MarketReads plain, CheckedReads checked) {
        this(acting, plain, checked, checked.config());
    }

    private ContractMarketplace(
            Acting acting, MarketReads plain, CheckedReads checked, MarketConfig config) {
        super(acting, plain, config);
        this.checked = checked;
    }

    @Override
    public Marketplace onBehalfOf(Address account) {
        return new ContractMarketplace(acting.onBehalfOf(account), reads, checked, config);
    }

    @Override
    public Marketplace paidWith(Permit permit) {
        return new ContractMarketplace(acting.paidWith(permit), reads, checked, config);
    }

    @Override
    public MarketView told() {
        var unproven =
                new CheckedReads(
                        acting.chain(),
                        acting.market(),
                        reads,
                        ProvenReads.none(),
                        Optional.empty());
        return new ContractMarketplace(acting, reads, unproven, config);
    }

    @Override
    public ChainId chainId() {
        return acting.chain().id();
    }

    @Override
    public Address address() {
        return acting.market();
    }

    @Override
    public MarketDigests digests() {
        return new MarketDigests(acting.chain().id(), acting.market());
    }

    @Override
    public MarketConfig config() {
        return config;
    }

    @Override
    public Checked<BlockRef> head() {
        return checked.head();
    }

    @Override
    public Checked<MarketCounts> counts() {
        return reads.counts();
    }

    @Override
    public Checked<Page<Offer>> offers(int from, int count) {
        return checked.offers(from, count);
    }

    @Override
    public Checked<Optional<Offer>> offer(OfferId id) {
        return checked.offer(id);
    }

    @Override
    public Checked<Optional<Provider>> provider(Address account) {
        return checked.provider(account);
    }

    @Override
    public Checked<List<Provider>> providers(List<Address> accounts) {
        return checked.providers(accounts);
    }

    @Override
    public Checked<Optional<Lease>> lease(LeaseId id) {
        return checked.lease(id);
    }

    @Override
    public Checked<List<Lease>> leases(List<LeaseId> ids) {
        return reads.leases(ids);
    }

    @Override
    public Checked<Page<Lease>> leasesOfTenant(Address account, int from, int count) {
        return checked.leasesOfTenant(account, from, count);
    }

    @Override
    public Checked<Page<Lease>> leasesOfProvider(Address account, int from, int count) {
        return checked.leasesOfProvider(account, from, count);
    }

    @Override
    public Checked<Page<Order>> openOrders(int from, int count) {
        return checked.openOrders(from, count);
    }

    @Override
    public Checked<Optional<Order>> order(OrderId id) {
        return checked.order(id);
    }

    @Override
    public Checked<Optional<OrderDetails>> orderDetails(OrderId id) {
        return reads.orders().orderDetails(id);
    }

    @Override
    public Checked<List<Bid>> bids(OrderId id) {
        return checked.bids(id);
    }

    @Override
    public Checked<Optional<Deployment>> deployment(DeploymentId id) {
        return reads.orders().deployment(id);
    }

    @Override
    public Checked<Page<Deployment>> deploymentsOf(Address account, int from, int count) {
        return reads.orders().deploymentsOf(account, from, count);
    }

    @Override
    public Checked<List<Order>> ordersOf(DeploymentId id) {
        return reads.orders().ordersOf(id);
    }

    @Override
    public Checked<Optional<String>> audit(Address auditor, Address provider, String key) {
        return reads.audit(auditor, provider, key);
    }

    @Override
    public Checked<Optional<Delegation>> delegation(Address account, Address key) {
        return reads.delegation(account, key);
    }

    @Override
    public Checked<Long> quoteNonce(Address provider, Address tenant) {
        return reads.quoteNonce(provider, tenant);
    }

    @Override
    public Checked<TokenAmount> credit(Address account) {
        return checked.credit(account);
    }

    @Override
    public Checked<TokenAmount> tokenBalance(Address account) {
        return checked.tokenBalance(config.token(), account);
    }

    @Override
    public Checked<TokenAmount> allowance(Address account) {
        return checked.allowance(config.token(), account);
    }

    @Override
    public Optional<Permit> permit(Signer by, TokenAmount amount, Instant deadline) {
        return reads.permitDigest(config.token(), by.address(), amount, deadline)
                .map(it -> new Permit(amount, deadline, by.sign(it)));
    }
}
