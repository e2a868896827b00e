package io.p2pcloud.market;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.EventLog;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.wallet.Eip712;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What stands in the market about demand: deployments, their orders, and the bids on them.
final class OrderReads {
    private final Asking asking;
    private final EventReader events;

    OrderReads(Asking asking, MarketAbi abi) {
        this.asking = asking;
        events = new EventReader(abi);
    }

    Checked<Optional<Order>> order(OrderId id) {
        return asking.ask(asking.market("order", id.number()))
                .map(it -> Views.order(it.onlyTuple()));
    }

    /// The event is believed only if it hashes to what the storage committed to.
    Checked<Optional<OrderDetails>> orderDetails(OrderId id) {
        var order = order(id);
        if (order.value().isEmpty()) {
            return new Checked<>(Optional.empty(), order.trust());
        }
        var opened =
                asking
                        .logs("OrderOpened", List.of(Optional.of(Bytes32.ofNumber(id.number()))))
                        .stream()
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

    Reopening reopening(Optional<Lease> lease) {
        var details =
                lease.filter(Lease::persist)
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
        return asking.ask(asking.market("bids", id.number()))
                .map(it -> it.tuples("0").stream().map(bid -> Views.bid(id, bid)).toList());
    }

    /// The event of a provider's newest bid on an order, which has its prices.
    Optional<OrderEvent.BidSubmitted> bidEvent(OrderId order, Address provider) {
        var indexed =
                List.of(
                        Optional.of(Bytes32.ofNumber(order.number())),
                        Optional.of(Eip712.word(provider)));
        return asking.logs("BidSubmitted", indexed).stream()
                .map(events::read)
                .flatMap(Optional::stream)
                .filter(OrderEvent.BidSubmitted.class::isInstance)
                .map(OrderEvent.BidSubmitted.class::cast)
                .max(Comparator.comparingLong(OrderEvent.BidSubmitted::sequence));
    }

    Checked<Optional<Deployment>> deployment(DeploymentId id) {
        return asking.ask(asking.market("deployment", id.number()))
                .map(it -> Views.deployment(id, it.onlyTuple()));
    }

    /// The contract counts from the oldest; both questions are asked at one block.
    Checked<Page<Deployment>> deploymentsOf(Address account, int from, int count) {
        var tag = asking.newest();
        long total =
                asking.ask(tag, List.of(asking.market("deploymentCountOf", account)))
                        .value()
                        .getFirst()
                        .longValue("0");
        long end = Math.max(0, total - from);
        long start = Math.max(0, end - count);
        return asking.ask(tag, List.of(asking.market("deploymentsOf", account, start, end - start)))
                .map(it -> {
                    var page = Views.deployments(it.getFirst());
                    return new Page<>(page.reversed(), from, page.size(), total);
                });
    }

    Checked<List<Order>> ordersOf(DeploymentId id) {
        var opened =
                asking
                        .logs(
                                "OrderOpened",
                                List.of(
                                        Optional.empty(),
                                        Optional.of(Bytes32.ofNumber(id.number()))))
                        .stream()
                        .map(it -> it.topics().get(1).toNumber().longValueExact())
                        .toList();
        return asking.ask(
                        BlockTag.latest(),
                        opened.stream().map(it -> asking.market("order", it)).toList())
                .map(all ->
                        all.stream()
                                .map(it -> Views.order(it.onlyTuple()))
                                .flatMap(Optional::stream)
                                .filter(it -> it.deployment().equals(id))
                                .toList());
    }
}
