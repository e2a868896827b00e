package io.p2pcloud.market;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Demand meets supply: taking offers, ordering, bidding, matching.
final class DemandActs {
    private final Acting acting;
    private final MarketReads reads;

    DemandActs(Acting acting, MarketReads reads) {
        this.acting = acting;
        this.reads = reads;
    }

    ActOutcome<List<LeaseId>> takeOffer(Signer by, Take take) {
        return acting.act(
                by,
                DemandActs::opened,
                "takeOffer",
                List.of(
                        by.address(),
                        take.offer().number(),
                        take.maxPrice().wadPerSecond(),
                        take.units(),
                        take.deposit().units(),
                        take.version(),
                        take.launchKey()));
    }

    private static List<LeaseId> opened(List<MarketEvent> events) {
        return Acting.all(LeaseEvent.Opened.class, events).stream()
                .map(LeaseEvent.Opened::lease)
                .toList();
    }

    ActOutcome<PlacedDeployment> submitDeployment(Signer by, DeploymentDraft draft) {
        return acting.act(
                by,
                events ->
                        new PlacedDeployment(
                                Acting.only(OrderEvent.DeploymentSubmitted.class, events)
                                        .deployment(),
                                Acting.all(OrderEvent.OrderOpened.class, events).stream()
                                        .map(it -> it.details().order())
                                        .toList()),
                "submitDeployment",
                List.of(
                        by.address(),
                        draft.bidding().toSeconds(),
                        draft.deposit().units(),
                        draft.version(),
                        draft.launchKey(),
                        Shapes.terms(draft.terms())),
                draft.infrastructures().stream().map(Shapes::infrastructure).toList());
    }

    ActOutcome<Bid> submitFulfillment(Signer by, OrderDetails order, List<Rate> prices) {
        return acting.act(
                by,
                OrderEvent.BidSubmitted.class,
                it ->
                        new Bid(
                                it.order(),
                                it.provider(),
                                it.total(),
                                it.collateral(),
                                it.sequence(),
                                it.place().block().time()),
                "submitFulfillment",
                by.address(),
                order.order().number(),
                Shapes.infrastructure(order.infrastructure()),
                Shapes.terms(order.terms()),
                Shapes.prices(prices));
    }

    ActOutcome<TokenAmount> cancelFulfillment(Signer by, OrderId order) {
        return acting.act(
                by,
                OrderEvent.BidCancelled.class,
                OrderEvent.BidCancelled::collateral,
                "cancelFulfillment",
                by.address(),
                order.number());
    }

    /// The contract alone chooses the winner, but must be handed the winner's prices: the bids are
    /// tried from the lowest on, because one that no longer qualifies is passed over. Each try that
    /// does not fit is refused by the simulation and costs nothing.
    ActOutcome<Match> matchOrder(Signer by, OrderId id) {
        var details = reads.orderDetails(id).value();
        if (details.isEmpty()) {
            return refused(MarketRefusal.NO_SUCH_ORDER);
        }
        var bids = new ArrayList<>(reads.bids(id).value());
        bids.sort(Comparator.comparing(Bid::total).thenComparingLong(Bid::sequence));
        ActOutcome<Match> last = refused(MarketRefusal.NO_QUALIFIED_BID);
        for (var bid : bids) {
            var prices = prices(bid, details.get());
            if (prices.isEmpty()) {
                continue;
            }
            last = matchOrder(by, details.get(), prices.get());
            boolean anotherWins =
                    last instanceof ActOutcome.Refused<Match>(MarketRefusal reason, _)
                            && reason == MarketRefusal.BAD_COMMITMENT;
            if (!anotherWins) {
                return last;
            }
        }
        return last;
    }

    private ActOutcome<Match> matchOrder(Signer by, OrderDetails details, List<Rate> prices) {
        return acting.act(
                by,
                events -> {
                    var matched = Acting.only(OrderEvent.OrderMatched.class, events);
                    return new Match(
                            matched.order(),
                            matched.provider(),
                            matched.total(),
                            opened(events),
                            matched.bounty());
                },
                "matchOrder",
                details.order().number(),
                Shapes.infrastructure(details.infrastructure()),
                Shapes.terms(details.terms()),
                Shapes.prices(prices));
    }

    /// With one group the price follows from the total; with several, the bid's event has them.
    private Optional<List<Rate>> prices(Bid bid, OrderDetails details) {
        var groups = details.infrastructure().groups();
        if (groups.size() == 1) {
            var count = BigInteger.valueOf(groups.getFirst().count());
            return Optional.of(List.of(new Rate(bid.total().wadPerSecond().divide(count))));
        }
        return reads.bidEvent(bid.order(), bid.provider()).map(OrderEvent.BidSubmitted::prices);
    }

    private static <T> ActOutcome<T> refused(MarketRefusal reason) {
        return new ActOutcome.Refused<>(reason, reason.sentence());
    }
}
