package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// [PublicActs] as transactions.
abstract class ContractPublicActs extends ContractTenantActs implements PublicActs {
    ContractPublicActs(Acting acting, MarketReads reads, MarketConfig config) {
        super(acting, reads, config);
    }

    /// The contract alone chooses the winner, but must be handed the winner's prices: the bids are
    /// tried from the lowest on, because one that no longer qualifies is passed over. Each try that
    /// does not fit is refused by the simulation and costs nothing.
    @Override
    public final ActOutcome<Match> matchOrder(Signer by, OrderId id) {
        var details = reads.orders().orderDetails(id).value();
        if (details.isEmpty()) {
            return refused(MarketRefusal.NO_SUCH_ORDER);
        }
        var bids = new ArrayList<>(reads.orders().bids(id).value());
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
        return reads.orders()
                .bidEvent(bid.order(), bid.provider())
                .map(OrderEvent.BidSubmitted::prices);
    }

    private static <T> ActOutcome<T> refused(MarketRefusal reason) {
        return new ActOutcome.Refused<>(reason, reason.sentence());
    }

    @Override
    public final ActOutcome<TokenAmount> expirePending(Signer by, LeaseId lease) {
        var again = reads.orders().reopening(reads.lease(lease).value());
        return acting.act(
                by,
                LeaseEvent.Closed.class,
                LeaseEvent.Closed::bounty,
                "expirePending",
                lease.value(),
                again.infrastructure(),
                again.terms());
    }

    @Override
    public final ActOutcome<TokenAmount> suspect(Signer by, LeaseId lease) {
        return acting.act(
                by,
                LeaseEvent.Suspected.class,
                LeaseEvent.Suspected::bond,
                "suspect",
                lease.value());
    }

    @Override
    public final ActOutcome<TokenAmount> markStale(Signer by, LeaseId lease) {
        var again = reads.orders().reopening(reads.lease(lease).value());
        return acting.act(
                by,
                LeaseEvent.MarkedStale.class,
                LeaseEvent.MarkedStale::staleBounty,
                "markStale",
                lease.value(),
                again.infrastructure(),
                again.terms());
    }

    @Override
    public final ActOutcome<TokenAmount> reclaim(Signer by, Address provider, OrderId order) {
        return acting.act(
                by,
                OrderEvent.BidReclaimed.class,
                OrderEvent.BidReclaimed::collateral,
                "reclaim",
                provider,
                order.number());
    }

    @Override
    public final ActOutcome<TokenAmount> releaseHeld(Signer by, LeaseId lease) {
        return acting.act(
                by,
                LeaseEvent.HoldReleased.class,
                LeaseEvent.HoldReleased::refund,
                "releaseHeld",
                lease.value());
    }

    @Override
    public final ActOutcome<TokenAmount> topUp(Signer by, LeaseId lease, TokenAmount amount) {
        return acting.act(
                by,
                LeaseEvent.ToppedUp.class,
                LeaseEvent.ToppedUp::escrow,
                "topUp",
                acting.account(by),
                lease.value(),
                amount.units());
    }

    @Override
    public final ActOutcome<LeaseId> haltSigned(Signer by, SignedControl control) {
        return control(by, "haltSigned", control);
    }

    @Override
    public final ActOutcome<LeaseId> resumeSigned(Signer by, SignedControl control) {
        return control(by, "resumeSigned", control);
    }

    private ActOutcome<LeaseId> control(Signer by, String function, SignedControl control) {
        return plain(
                by,
                control.lease(),
                function,
                control.lease().value(),
                control.expiry().getEpochSecond(),
                control.signature().toBytes65());
    }

    @Override
    public final ActOutcome<Closure> closeLease(Signer by, LeaseId lease, CloseReason reason) {
        return acting.act(
                by,
                events -> ended(lease, reason, events),
                "closeLease",
                lease.value(),
                reason.number());
    }
}
