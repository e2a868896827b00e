package io.p2pcloud.market;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.Transactions;
import io.p2pcloud.common.Address;
import io.p2pcloud.wallet.Signer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does for the bounty what anyone may do: matches orders whose bidding is over, ends leases that
/// nobody started, and puts a bond on silent providers. Every act is simulated first, so one that
/// another keeper did meanwhile costs nothing.
///
/// Open orders are read from the market's own list. Leases are known from their events since the
/// block it began at: those that are older and saw no event since are not looked after.
public final class Keeper {
    private final ContractMarketplace market;
    private final MarketEvents events;
    private final MarketReads reads;
    private final Acting acting;
    private final Transactions transactions;
    private final Signer by;
    private final Map<LeaseId, Instant> lookAgain = new HashMap<>();
    private EventCursor cursor;

    /// @param by earns the bounties and needs gas money, and tokens for bonds that the market may
    ///   take
    /// @param since where to begin; [EventCursor#START] for the market's first block
    public Keeper(Transactions transactions, Address market, Signer by, EventCursor since) {
        this.transactions = transactions;
        this.by = by;
        cursor = since;
        var abi = new MarketAbi();
        this.market = new ContractMarketplace(transactions, market);
        events = new MarketEvents(transactions.chain(), market);
        reads = new MarketReads(transactions.chain(), market, abi);
        acting = new Acting(transactions, market, abi);
    }

    /// Does what is due now.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    public List<KeeperAct> round() {
        var done = new ArrayList<KeeperAct>();
        var now = transactions.chain().block(BlockTag.latest()).time();
        matchOrders(now, done);
        follow();
        var due = lookAgain.entrySet().stream().filter(it -> !it.getValue().isAfter(now)).toList();
        for (var each : due) {
            look(each.getKey(), now).ifPresent(done::add);
        }
        return List.copyOf(done);
    }

    private void matchOrders(Instant now, List<KeeperAct> done) {
        for (var page = market.openOrders(0, 500).value();
                !page.items().isEmpty();
                page = market.openOrders(page.next(), 500).value()) {
            for (var order : page.items()) {
                if (order.bids() > 0
                        && !order.closesAt().isAfter(now)
                        && market.matchOrder(by, order.id())
                                instanceof ActOutcome.Done<Match> matched) {
                    done.add(new KeeperAct.MatchedOrder(order.id(), matched.result().bounty()));
                }
            }
            if (page.isLast()) {
                return;
            }
        }
    }

    private void follow() {
        var news = events.since(cursor);
        for (var each : news.events().value()) {
            switch (each.event()) {
                case LeaseEvent.Closed it -> lookAgain.remove(it.lease());
                case LeaseEvent.MarkedStale it -> lookAgain.remove(it.lease());
                case LeaseEvent it -> lookAgain.put(it.lease(), Instant.EPOCH);
                default -> {
                    // Of no lease.
                }
            }
        }
        cursor = news.cursor();
    }

    private Optional<KeeperAct> look(LeaseId id, Instant now) {
        var lease = reads.lease(id).value();
        if (lease.isEmpty()) {
            lookAgain.remove(id);
            return Optional.empty();
        }
        var dueAt = dueAt(lease.get());
        if (dueAt.isEmpty()) {
            lookAgain.remove(id); // any further event brings it back
            return Optional.empty();
        }
        if (now.isAfter(dueAt.get())) {
            // Refused now, it is tried again after a grace: the state may know more than we do.
            lookAgain.put(id, now.plus(market.config().grace()));
            return act(lease.get());
        }
        lookAgain.put(id, dueAt.get().plusSeconds(1));
        return Optional.empty();
    }

    /// When something can be done about the lease as it stands; empty for never.
    private Optional<Instant> dueAt(Lease lease) {
        var grace = market.config().grace();
        return switch (lease.state()) {
            case LeaseState.Pending(Instant activateBy) -> Optional.of(activateBy);
            case LeaseState.Active _ ->
                    lease.paidUntil().map(it -> it.plus(lease.period()).plus(grace));
            case LeaseState.Interrupted(Instant since) -> Optional.of(since.plus(lease.outage()));
            case LeaseState.Suspect(_, Instant since) -> Optional.of(since.plus(grace));
            case LeaseState.Halted _,
                    LeaseState.Paused _,
                    LeaseState.Stale _,
                    LeaseState.Closing _,
                    LeaseState.Closed _ ->
                    Optional.empty();
        };
    }

    private Optional<KeeperAct> act(Lease lease) {
        var id = lease.id();
        return switch (lease.state()) {
            case LeaseState.Pending _ ->
                    done(
                            market.expirePending(by, id)
                                    .map(it -> new KeeperAct.ExpiredLease(id, it)));
            case LeaseState.Active _, LeaseState.Interrupted _ ->
                    done(
                            acting.act(
                                    by,
                                    LeaseEvent.Suspected.class,
                                    it -> new KeeperAct.SuspectedLease(id, it.bond()),
                                    "suspect",
                                    id.value()));
            case LeaseState.Suspect _ -> {
                var again = reads.reopening(id);
                yield done(
                        acting.act(
                                by,
                                LeaseEvent.MarkedStale.class,
                                it -> new KeeperAct.MarkedStale(id, it.staleBounty()),
                                "markStale",
                                id.value(),
                                again.infrastructure(),
                                again.terms()));
            }
            case LeaseState.Halted _,
                    LeaseState.Paused _,
                    LeaseState.Stale _,
                    LeaseState.Closing _,
                    LeaseState.Closed _ ->
                    Optional.empty();
        };
    }

    private static Optional<KeeperAct> done(ActOutcome<? extends KeeperAct> outcome) {
        return outcome instanceof ActOutcome.Done<? extends KeeperAct> it
                ? Optional.of(it.result())
                : Optional.empty();
    }
}
