package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.market.AccountEvent;
import io.p2pcloud.market.LeaseEvent;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.MarketEvent;
import io.p2pcloud.market.Marketplace;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Copies the market's events about the owner's accounts into the ledger, from where it stopped
/// last time to the newest block, again and again. What was recorded stays readable without it.
public final class LedgerFollower implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LedgerFollower.class.getName());

    private final Ledger ledger;
    private final Source source;
    private final Marketplace market;
    private final Map<Role, Address> accounts;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread rounds;

    /// Where events come from.
    @FunctionalInterface
    public interface Source {
        /// All events of the market from one block to another, both included, in the chain's order.
        List<MarketEvent> between(long from, long to);
    }

    private LedgerFollower(
            Ledger ledger,
            Source source,
            Marketplace market,
            Map<Role, Address> accounts,
            Duration every,
            InstantSource clock) {
        this.ledger = ledger;
        this.source = source;
        this.market = market;
        this.accounts = Map.copyOf(accounts);
        this.clock = clock;
        rounds = Thread.ofVirtual().name("ledger").start(() -> follow(every));
    }

    /// Begins to follow.
    ///
    /// @param accounts the owner's account in each of his roles
    public static LedgerFollower start(
            Ledger ledger,
            Source source,
            Marketplace market,
            Map<Role, Address> accounts,
            Duration every,
            InstantSource clock) {
        return new LedgerFollower(ledger, source, market, accounts, every, clock);
    }

    /// Records everything up to the newest block now.
    ///
    /// @throws ChainException when the chain cannot be asked
    public synchronized void round() {
        var head = market.head();
        var from = next();
        if (head.value().number() >= from) {
            var events = source.between(from, head.value().number());
            record(events, head.trust());
        }
        ledger.checked(new AsOf(head.value(), clock.instant(), head.trust()));
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            rounds.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long next() {
        var asOf = ledger.summary().get().asOf();
        return asOf == null ? 0 : asOf.block().number() + 1;
    }

    private void record(List<MarketEvent> events, Trust trust) {
        var projection = new Projection(trust);
        var entries = new ArrayList<Entry>();
        var touched = new LinkedHashSet<LeaseId>();
        for (var event : events) {
            switch (event) {
                case LeaseEvent.Opened opened -> {
                    for (var role : rolesIn(opened)) {
                        ledger.record(row(opened, role));
                        entries.addAll(projection.entries(opened, role));
                        touched.add(opened.lease());
                    }
                }
                case LeaseEvent other -> {
                    for (var role : rolesOf(other.lease())) {
                        entries.addAll(projection.entries(other, role));
                        touched.add(other.lease());
                    }
                }
                case AccountEvent.Withdrawn withdrawn ->
                        accounts.forEach((role, account) -> {
                            if (account.equals(withdrawn.account())) {
                                entries.add(projection.entry(withdrawn, role));
                            }
                        });
                default -> {
                    // Nothing that a lease's ledger keeps.
                }
            }
        }
        ledger.record(entries);
        touched.forEach(lease -> update(lease, ended(lease, events)));
    }

    private List<Role> rolesIn(LeaseEvent.Opened opened) {
        var roles = new ArrayList<Role>();
        if (opened.tenant().equals(accounts.get(Role.TENANT))) {
            roles.add(Role.TENANT);
        }
        if (opened.provider().equals(accounts.get(Role.PROVIDER))) {
            roles.add(Role.PROVIDER);
        }
        return roles;
    }

    private Set<Role> rolesOf(LeaseId lease) {
        var roles = new LinkedHashSet<Role>();
        for (var role : Role.values()) {
            if (ledger.lease(lease, role).isPresent()) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static LeaseRow row(LeaseEvent.Opened opened, Role role) {
        return new LeaseRow(
                opened.lease(),
                role,
                role == Role.TENANT ? opened.provider() : opened.tenant(),
                opened.unit(),
                opened.rate(),
                LeasePhase.PENDING,
                "",
                opened.place().block().time(),
                null);
    }

    /// Brings the lease's row to where the lease stands now.
    private void update(LeaseId id, @Nullable Instant ended) {
        var state = market.lease(id).value().map(lease -> lease.state());
        for (var role : Role.values()) {
            var line = ledger.lease(id, role);
            if (line.isPresent() && state.isPresent()) {
                var row = line.get().lease();
                ledger.record(
                        new LeaseRow(
                                id,
                                role,
                                row.counterparty(),
                                row.unit(),
                                row.rate(),
                                LeasePhase.of(state.get()),
                                reason(state.get()),
                                row.openedAt(),
                                ended == null ? row.endedAt() : ended));
            }
        }
    }

    private static String reason(LeaseState state) {
        return switch (state) {
            case LeaseState.Closing(var reason, _) -> reason.words();
            case LeaseState.Closed(var reason) -> reason.words();
            case LeaseState.Stale _ -> "the provider fell silent";
            case LeaseState.Pending _,
                    LeaseState.Active _,
                    LeaseState.Halted _,
                    LeaseState.Interrupted _,
                    LeaseState.Paused _,
                    LeaseState.Suspect _ ->
                    "";
        };
    }

    private static @Nullable Instant ended(LeaseId lease, List<MarketEvent> events) {
        Map<LeaseId, BlockRef> ends = new LinkedHashMap<>();
        for (var event : events) {
            if (event instanceof LeaseEvent.Closing || event instanceof LeaseEvent.MarkedStale) {
                ends.putIfAbsent(((LeaseEvent) event).lease(), event.place().block());
            }
        }
        return Optional.ofNullable(ends.get(lease)).map(BlockRef::time).orElse(null);
    }

    private void follow(Duration every) {
        try {
            do {
                try {
                    round();
                } catch (ChainException e) {
                    LOG.log(Logger.Level.DEBUG, "the ledger waits for the chain", e);
                } catch (RuntimeException e) {
                    LOG.log(Logger.Level.ERROR, "the ledger could not be brought up to date", e);
                }
            } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
