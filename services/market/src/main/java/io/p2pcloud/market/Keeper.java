package io.p2pcloud.market;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.TransactionSender;
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
    /// Bonds that the market may take after one approval.
    private static final int BONDS = 100;

    private final ContractMarketplace market;
    private final MarketEvents events;
    private final TransactionSender transactions;
    private final Signer by;
    private final Map<LeaseId, Instant> lookAgain = new HashMap<>();
    private EventCursor cursor;

    /// @param by earns the bounties and needs gas money, and tokens for bonds, which the market is
    ///   let take when one is due
    /// @param since where to begin; [EventCursor#START] for the market's first block, or
    ///   [MarketEvents#before] to leave out leases of which nothing was heard for long
    public Keeper(TransactionSender transactions, Address market, Signer by, EventCursor since) {
        this.transactions = transactions;
        this.by = by;
        cursor = since;
        this.market = new ContractMarketplace(transactions, market);
        events = new MarketEvents(transactions.chain(), market);
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
        var lease = market.lease(id).value();
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
            case LeaseState.Active _, LeaseState.Interrupted _ -> suspect(id);
            case LeaseState.Suspect _ ->
                    done(market.markStale(by, id).map(it -> new KeeperAct.MarkedStale(id, it)));
            case LeaseState.Halted _,
                    LeaseState.Paused _,
                    LeaseState.Stale _,
                    LeaseState.Closing _,
                    LeaseState.Closed _ ->
                    Optional.empty();
        };
    }

    private Optional<KeeperAct> suspect(LeaseId id) {
        letBondBeTaken();
        return done(market.suspect(by, id).map(it -> new KeeperAct.SuspectedLease(id, it)));
    }

    /// Credit is used up first; the rest comes from the account's token.
    private void letBondBeTaken() {
        var bond = market.config().suspectBond();
        var free = market.credit(by.address()).value().plus(market.allowance(by.address()).value());
        if (free.compareTo(bond) < 0) {
            var _ = market.approve(by, bond.times(BONDS));
        }
    }

    private static Optional<KeeperAct> done(ActOutcome<? extends KeeperAct> outcome) {
        return outcome instanceof ActOutcome.Done<? extends KeeperAct> it
                ? Optional.of(it.result())
                : Optional.empty();
    }
}
