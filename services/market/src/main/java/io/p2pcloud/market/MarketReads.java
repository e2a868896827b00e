package io.p2pcloud.market;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.CallOutcome;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.EventFilter;
import io.p2pcloud.chain.EventLog;
import io.p2pcloud.chain.abi.AbiFunction;
import io.p2pcloud.chain.abi.AbiTuple;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Eip712;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What stands in the market.
final class MarketReads {
    private static final int MAX_PAGE = 500;

    private final Chain chain;
    private final Address market;
    private final MarketAbi abi;
    private final EventReader events;

    MarketReads(Chain chain, Address market, MarketAbi abi) {
        this.chain = chain;
        this.market = market;
        this.abi = abi;
        events = new EventReader(abi);
    }

    /// A question and how its answer is read.
    private record Question(Address contract, AbiFunction function, List<Object> arguments) {
        ContractCall call() {
            return ContractCall.to(contract, function.call(arguments.toArray()));
        }
    }

    private Question market(String function, Object... arguments) {
        return new Question(market, abi.function(function), List.of(arguments));
    }

    private Question token(Address token, String function, Object... arguments) {
        return new Question(token, abi.token().function(function), List.of(arguments));
    }

    private Checked<List<AbiTuple>> ask(BlockTag tag, List<Question> questions) {
        var outcomes = chain.callAll(questions.stream().map(Question::call).toList(), tag);
        var answers = new ArrayList<AbiTuple>();
        for (int i = 0; i < questions.size(); i++) {
            answers.add(answer(questions.get(i), outcomes.value().get(i)));
        }
        return new Checked<>(List.copyOf(answers), outcomes.trust());
    }

    private Checked<AbiTuple> ask(Question question) {
        return ask(BlockTag.latest(), List.of(question)).map(List::getFirst);
    }

    private AbiTuple answer(Question question, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Returned(var output) -> {
                try {
                    yield question.function().results(output);
                } catch (IllegalArgumentException e) {
                    throw notAMarket(question, e);
                }
            }
            case CallOutcome.Reverted _ -> throw notAMarket(question, null);
        };
    }

    private ChainException notAMarket(Question question, @Nullable Exception cause) {
        return ChainException.unexpected(
                "The contract "
                        + question.contract()
                        + " on "
                        + chain.rpc().endpoint()
                        + " does not answer "
                        + question.function().signature()
                        + " as this version of the market does: check the market's address and the"
                        + " network.",
                cause);
    }

    MarketConfig config() {
        var config = ask(market("config")).value().onlyTuple();
        var token = config.address("token");
        var facts =
                ask(BlockTag.latest(), List.of(token(token, "symbol"), token(token, "decimals")))
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
                ask(
                        BlockTag.latest(),
                        List.of(market("counts"), market(function, from, bounded(count))));
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
        return ask(market("offer", id.number())).map(it -> Views.offer(it.onlyTuple()));
    }

    Checked<Optional<Provider>> provider(Address account) {
        return ask(market("provider", account)).map(it -> Views.provider(it.onlyTuple()));
    }

    Checked<List<Provider>> providers(List<Address> accounts) {
        var questions = accounts.stream().map(it -> market("provider", it)).toList();
        return ask(BlockTag.latest(), questions)
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
        return ask(tag, List.of(market("lease", id.value())))
                .map(it -> Views.lease(it.getFirst().onlyTuple()));
    }

    /// The contract counts from the oldest; both questions are asked at one block.
    Checked<Page<Lease>> leasesOf(
            String function, String counter, Address account, int from, int count) {
        bounded(count);
        var tag = BlockTag.at(chain.block(BlockTag.latest()));
        long total =
                ask(tag, List.of(market("leaseCountsOf", account)))
                        .value()
                        .getFirst()
                        .longValue(counter);
        long end = Math.max(0, total - from);
        long start = Math.max(0, end - count);
        if (end == start) {
            return new Checked<>(new Page<>(List.of(), from, 0, total), chain.trust());
        }
        return ask(tag, List.of(market(function, account, start, end - start)))
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

    Checked<Optional<Order>> order(OrderId id) {
        return ask(market("order", id.number())).map(it -> Views.order(it.onlyTuple()));
    }

    /// The event is believed only if it hashes to what the storage committed to.
    Checked<Optional<OrderDetails>> orderDetails(OrderId id) {
        var order = order(id);
        if (order.value().isEmpty()) {
            return new Checked<>(Optional.empty(), order.trust());
        }
        var opened =
                logs("OrderOpened", Bytes32.ofNumber(id.number())).stream()
                        .filter(it -> commitment(it).equals(order.value().get().commitment()))
                        .map(events::read)
                        .flatMap(Optional::stream)
                        .filter(OrderEvent.OrderOpened.class::isInstance)
                        .map(OrderEvent.OrderOpened.class::cast)
                        .map(OrderEvent.OrderOpened::details)
                        .findFirst();
        return new Checked<>(opened, order.trust());
    }

    /// What an order commits to: the hash of its event's data with the first four words, which
    /// differ from order to order, zeroed (Orders.sol, open).
    private static Bytes32 commitment(EventLog opened) {
        var data = opened.data().toArray();
        Arrays.fill(data, 0, Math.min(data.length, 4 * Bytes32.SIZE), (byte) 0);
        return Keccak.hash(data);
    }

    /// What expirePending and markStale are handed: the order's details where the lease may be
    /// opened again, which the contract checks; else nothing, which it does not look at.
    record Reopening(List<Object> infrastructure, List<Object> terms) {}

    Reopening reopening(LeaseId id) {
        var details =
                lease(id)
                        .value()
                        .filter(Lease::persist)
                        .flatMap(it ->
                                it.origin() instanceof Lease.Origin.FromOrder(var order, _)
                                        ? orderDetails(order).value()
                                        : Optional.empty());
        return details.map(it ->
                        new Reopening(
                                Shapes.infrastructure(it.infrastructure()),
                                Shapes.terms(it.terms())))
                .orElseGet(() -> new Reopening(Shapes.noInfrastructure(), Shapes.noTerms()));
    }

    Checked<List<Bid>> bids(OrderId id) {
        return ask(market("bids", id.number()))
                .map(it -> structs(it).stream().map(bid -> Views.bid(id, bid)).toList());
    }

    /// The event of a provider's newest bid on an order, which has its prices.
    Optional<OrderEvent.BidSubmitted> bidEvent(OrderId order, Address provider) {
        var indexed = new Bytes32[] {Bytes32.ofNumber(order.number()), Eip712.word(provider)};
        return logs("BidSubmitted", indexed).stream()
                .map(events::read)
                .flatMap(Optional::stream)
                .filter(OrderEvent.BidSubmitted.class::isInstance)
                .map(OrderEvent.BidSubmitted.class::cast)
                .max(Comparator.comparingLong(OrderEvent.BidSubmitted::sequence));
    }

    private List<EventLog> logs(String event, Bytes32... indexed) {
        var topics = new ArrayList<List<Bytes32>>();
        topics.add(List.of(abi.market().event(event).topic()));
        for (var each : indexed) {
            topics.add(List.of(each));
        }
        return chain.events(new EventFilter(market, topics), 0, chain.blockNumber()).value();
    }

    Checked<TokenAmount> credit(Address account) {
        return amount(market("creditOf", account));
    }

    Checked<TokenAmount> tokenBalance(Address token, Address account) {
        return amount(token(token, "balanceOf", account));
    }

    Checked<TokenAmount> allowance(Address token, Address account) {
        return amount(token(token, "allowance", account, market));
    }

    private Checked<TokenAmount> amount(Question question) {
        return ask(question).map(it -> Shapes.amount(it, "0"));
    }
}
