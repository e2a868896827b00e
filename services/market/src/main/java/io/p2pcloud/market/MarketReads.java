package io.p2pcloud.market;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.abi.AbiTuple;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What stands in the market.
final class MarketReads {
    private static final int MAX_PAGE = 500;

    private final Asking asking;
    private final OrderReads orders;

    MarketReads(Asking asking, MarketAbi abi) {
        this.asking = asking;
        orders = new OrderReads(asking, abi);
    }

    OrderReads orders() {
        return orders;
    }

    MarketConfig config() {
        var config = asking.ask(asking.market("config")).value().onlyTuple();
        var token = config.address("token");
        var facts =
                asking.ask(
                                BlockTag.latest(),
                                List.of(
                                        asking.token(token, "symbol"),
                                        asking.token(token, "decimals")))
                        .value();
        return new MarketConfig(
                token,
                facts.get(0).text("0"),
                facts.get(1).intValue("0"),
                Shapes.amount(config, "minStake"),
                Shapes.seconds(config, "grace"),
                config.longValue("graceBlocks"),
                Shapes.seconds(config, "pauseGrace"),
                Shapes.seconds(config, "settlementWindow"),
                Shapes.seconds(config, "unbonding"),
                Shapes.amount(config, "suspectBond"),
                Shapes.amount(config, "matchBounty"),
                Shapes.amount(config, "expireBounty"),
                Shapes.amount(config, "suspectBounty"),
                Shapes.amount(config, "staleBounty"));
    }

    Checked<MarketCounts> counts() {
        return asking.ask(asking.market("counts"))
                .map(it ->
                        new MarketCounts(
                                it.longValue("leases_"),
                                it.longValue("offers_"),
                                it.longValue("deployments_"),
                                it.longValue("orders_"),
                                it.longValue("openOffers_"),
                                it.longValue("openOrders_")));
    }

    Checked<Page<Offer>> offers(int from, int count) {
        return page("offersPage", "openOffers_", from, count, Views::offer);
    }

    Checked<Page<Order>> openOrders(int from, int count) {
        return page("ordersPage", "openOrders_", from, count, Views::order);
    }

    private <T> Checked<Page<T>> page(
            String function,
            String counter,
            int from,
            int count,
            Function<AbiTuple, Optional<T>> reader) {
        var answers =
                asking.ask(
                        BlockTag.latest(),
                        List.of(
                                asking.market("counts"),
                                asking.market(function, from, bounded(count))));
        return answers.map(it ->
                new Page<>(
                        structs(it.get(1)).stream().map(reader).flatMap(Optional::stream).toList(),
                        from,
                        structs(it.get(1)).size(),
                        it.get(0).longValue(counter)));
    }

    private static int bounded(int count) {
        if (count < 1 || count > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to 500 entries, not " + count);
        }
        return count;
    }

    private static List<AbiTuple> structs(AbiTuple answer) {
        return answer.tuples("0");
    }

    Checked<Optional<Offer>> offer(OfferId id) {
        return asking.ask(asking.market("offer", id.number()))
                .map(it -> Views.offer(it.onlyTuple()));
    }

    Checked<Optional<Provider>> provider(Address account) {
        return asking.ask(asking.market("provider", account))
                .map(it -> Views.provider(it.onlyTuple()));
    }

    Checked<List<Provider>> providers(List<Address> accounts) {
        var questions = accounts.stream().map(it -> asking.market("provider", it)).toList();
        return asking.ask(BlockTag.latest(), questions)
                .map(all ->
                        all.stream()
                                .map(it -> Views.provider(it.onlyTuple()))
                                .flatMap(Optional::stream)
                                .toList());
    }

    Checked<Optional<Lease>> lease(LeaseId id) {
        return lease(id, BlockTag.latest());
    }

    Checked<Optional<Lease>> lease(LeaseId id, BlockTag tag) {
        return asking.ask(tag, List.of(asking.market("lease", id.value())))
                .map(it -> Views.lease(it.getFirst().onlyTuple()));
    }

    Checked<List<Lease>> leases(List<LeaseId> ids) {
        var words = ids.stream().map(LeaseId::value).toList();
        return asking.ask(asking.market("leasesByIds", words))
                .map(it ->
                        structs(it).stream().map(Views::lease).flatMap(Optional::stream).toList());
    }

    /// The contract counts from the oldest; both questions are asked at one block.
    Checked<Page<Lease>> leasesOf(
            String function, String counter, Address account, int from, int count) {
        bounded(count);
        var tag = asking.newest();
        long total =
                asking.ask(tag, List.of(asking.market("leaseCountsOf", account)))
                        .value()
                        .getFirst()
                        .longValue(counter);
        long end = Math.max(0, total - from);
        long start = Math.max(0, end - count);
        if (end == start) {
            return new Checked<>(new Page<>(List.of(), from, 0, total), asking.chain().trust());
        }
        return asking.ask(tag, List.of(asking.market(function, account, start, end - start)))
                .map(it -> {
                    var leases =
                            new ArrayList<>(
                                    structs(it.getFirst()).stream()
                                            .map(Views::lease)
                                            .flatMap(Optional::stream)
                                            .toList());
                    return new Page<>(leases.reversed(), from, leases.size(), total);
                });
    }

    Checked<Optional<String>> audit(Address auditor, Address provider, String key) {
        return asking.ask(asking.market("auditOf", auditor, provider, Label.encode(key)))
                .map(it -> it.word("0"))
                .map(it ->
                        it.equals(Bytes32.ZERO) ? Optional.empty() : Optional.of(Label.decode(it)));
    }

    Checked<Optional<Delegation>> delegation(Address account, Address key) {
        return asking.ask(asking.market("delegationOf", account, key))
                .map(it -> Views.delegation(key, it.onlyTuple()));
    }

    Checked<Long> quoteNonce(Address provider, Address tenant) {
        return asking.ask(asking.market("quoteNonceOf", provider, tenant))
                .map(it -> it.longValue("0"));
    }

    /// What an EIP-2612 token asks its holder to sign; empty for a token without permits.
    Optional<Bytes32> permitDigest(
            Address token, Address account, TokenAmount amount, Instant deadline) {
        var answers =
                asking.tryAll(
                        List.of(
                                asking.token(token, "DOMAIN_SEPARATOR"),
                                asking.token(token, "nonces", account)));
        return answers.map(it ->
                PermitDigest.of(
                        it.get(0).word("0"),
                        account,
                        asking.contract(),
                        amount,
                        it.get(1).number("0"),
                        deadline));
    }

    Checked<TokenAmount> credit(Address account) {
        return amount(asking.market("creditOf", account));
    }

    Checked<TokenAmount> tokenBalance(Address token, Address account) {
        return amount(asking.token(token, "balanceOf", account));
    }

    Checked<TokenAmount> allowance(Address token, Address account) {
        return amount(asking.token(token, "allowance", account, asking.contract()));
    }

    private Checked<TokenAmount> amount(Asking.Question question) {
        return asking.ask(question).map(it -> Shapes.amount(it, "0"));
    }
}
