package io.p2pcloud.app;

import io.p2pcloud.common.Address;
import io.p2pcloud.history.Ledger;
import io.p2pcloud.history.LedgerFollower;
import io.p2pcloud.history.Role;
import io.p2pcloud.market.EventCursor;
import io.p2pcloud.market.EventNews;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.MarketEvents;
import io.p2pcloud.market.MarketView;
import io.p2pcloud.store.Claim;
import io.p2pcloud.store.Database;
import io.p2pcloud.store.FolderLock;
import io.p2pcloud.store.Journal;
import io.p2pcloud.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The folder's lock, its database, and the journal and ledger in it: what can be read with no
/// chain and no network.
public final class LocalLedger implements AutoCloseable {
    private final FolderLock lock;
    private final Database database;
    private final Ledger ledger;
    private final Journal journal;

    private LocalLedger(FolderLock lock, Path home, InstantSource clock) {
        this.lock = lock;
        database =
                Database.open(
                        home.resolve("ledger"), List.of(Journal.SCHEMA, Ledger.SCHEMA), clock);
        ledger = Ledger.open(database, home.resolve("notes.jsonl"), clock);
        journal = new Journal(database, clock);
    }

    /// Claims the folder and opens what lies in it.
    ///
    /// @throws UserError when another process owns the folder, or the database cannot be opened
    public static LocalLedger open(Path home, InstantSource clock) throws UserError {
        var noRoom = FreeRoom.missing(home, FreeRoom.usableBytes(home));
        if (noRoom.isPresent()) {
            throw new UserError(noRoom.get());
        }
        try {
            return claim(home, clock);
        } catch (StoreException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static LocalLedger claim(Path home, InstantSource clock) throws UserError {
        return switch (FolderLock.claim(home)) {
            case Claim.Owned(FolderLock lock) -> {
                try {
                    yield new LocalLedger(lock, home, clock);
                } catch (RuntimeException e) {
                    lock.close();
                    throw e;
                }
            }
            case Claim.Busy(Path folder, OptionalLong pid) ->
                    throw new UserError(
                            "P2P Cloud is running already"
                                    + (pid.isPresent() ? " (process " + pid.getAsLong() + ")" : "")
                                    + " and owns "
                                    + folder
                                    + ": use that one, or close it first.");
        };
    }

    public Ledger ledger() {
        return ledger;
    }

    public Journal journal() {
        return journal;
    }

    /// Begins to copy the market's events about the two accounts into the ledger.
    LedgerFollower follow(
            MarketView market,
            MarketEvents events,
            Map<Role, Address> accounts,
            Duration every,
            InstantSource clock) {
        var source =
                new LedgerFollower.Source() {
                    @Override
                    public EventNews since(EventCursor cursor) {
                        return events.since(cursor);
                    }

                    @Override
                    public Optional<LeaseState> state(LeaseId lease) {
                        return market.lease(lease).value().map(Lease::state);
                    }
                };
        return new LedgerFollower(ledger, source, accounts, clock).start(every);
    }

    @Override
    public void close() {
        database.close();
        lock.close();
    }
}
