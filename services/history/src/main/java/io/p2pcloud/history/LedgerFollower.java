package io.p2pcloud.history;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.market.AccountEvent;
import io.p2pcloud.market.EventCursor;
import io.p2pcloud.market.EventNews;
import io.p2pcloud.market.LeaseEvent;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.MarketEvent;
import io.p2pcloud.market.RecordedEvent;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Copies the market's events about the owner's accounts into the ledger, from where it stopped
/// last time to the newest block, again and again, and takes back what a reorganisation of the
/// chain undid. What was recorded stays readable without it.
public final class LedgerFollower implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LedgerFollower.class.getName());

    private final Ledger ledger;
    private final Source source;
    private final Map<Role, Address> accounts;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread rounds;
    private boolean begun;

    /// Where events come from.
    public interface Source {
        /// Everything that the market told since the cursor, and what a reorganisation took back.
        EventNews since(EventCursor cursor);

        /// Where a lease stands now; empty when there is none.
        Optional<LeaseState> state(LeaseId lease);
    }

    /// @param accounts the owner's account in each of his roles
    public LedgerFollower(
            Ledger ledger, Source source, Map<Role, Address> accounts, InstantSource clock) {
        this.ledger = ledger;
        this.source = source;
        this.accounts = Map.copyOf(accounts);
        this.clock = clock;
    }

    /// Begins to follow, a round every so often.
    public synchronized LedgerFollower start(Duration every) {
        rounds = Thread.ofVirtual().name("ledger").start(() -> follow(every));
        return this;
    }

    /// Records everything up to the newest block now, after taking back what is no longer on the
    /// chain.
    ///
    /// @throws ChainException when the chain cannot be asked
    public synchronized void round() {
        var touched = new LinkedHashSet<LeaseId>();
        if (!begun) {
            // Written by a round that did not come to its end: it may have been split.
            retract(lastRead(), touched);
            begun = true;
        }
        var cursor = new EventCursor(ledger.trail());
        var news = source.since(cursor);
        if (news.allGone()) {
            retract(-1, touched);
        } else {
            news.goneAbove().ifPresent(block -> retract(block.number(), touched));
        }
        var trust = news.events().trust();
        var events = news.events().value().stream().map(RecordedEvent::event).toList();
        record(events, trust, touched);
        touched.forEach(lease -> update(lease, events));
        var head = news.cursor().trail().getLast();
        ledger.checked(new AsOf(head, clock.instant(), trust));
    }

    private long lastRead() {
        var trail = ledger.trail();
        return trail.isEmpty() ? -1 : trail.getLast().number();
    }

    private void retract(long block, Set<LeaseId> touched) {
        var gone = ledger.retractAbove(block);
        if (!gone.isEmpty()) {
            LOG.log(
                    Logger.Level.INFO,
                    "{0} entries above block {1} are no longer on the chain",
                    gone.size(),
                    block);
        }
        gone.stream()
                .map(Entry::lease)
                .filter(it -> !it.equals(Entry.ACCOUNT))
                .forEach(touched::add);
    }

    @Override
    public void close() {
        closing.countDown();
        var thread = rounds;
        if (thread == null) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(List<MarketEvent> events, Trust trust, Set<LeaseId> touched) {
        var projection = new Projection(trust);
        var entries = new ArrayList<Entry>();
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
    private void update(LeaseId id, List<MarketEvent> events) {
        var state = source.state(id).orElse(null);
        if (state == null) {
            return;
        }
        for (var role : Role.values()) {
            ledger.lease(id, role)
                    .ifPresent(line -> {
                        var row = line.lease();
                        // An end that a reorganisation undid is none.
                        var before = state.isOpen() ? null : row.endedAt();
                        var ended = before == null ? ended(id, events) : before;
                        ledger.record(
                                new LeaseRow(
                                        id,
                                        role,
                                        row.counterparty(),
                                        row.unit(),
                                        row.rate(),
                                        LeasePhase.of(state),
                                        reason(state),
                                        row.openedAt(),
                                        ended));
                    });
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
        return events.stream()
                .filter(it ->
                        it instanceof LeaseEvent.Closing
                                || it instanceof LeaseEvent.MarkedStale
                                || it instanceof LeaseEvent.Closed)
                .filter(it -> ((LeaseEvent) it).lease().equals(lease))
                .map(it -> it.place().block().time())
                .findFirst()
                .orElse(null);
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
