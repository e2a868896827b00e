package io.p2pcloud.store;

import io.p2pcloud.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/// One H2 database file, open for this process alone. A commit is on the disk before [#write]
/// returns. Writes happen one after the other; reads run beside them.
public final class Database implements AutoCloseable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final int READERS = 3;

    private final DatabasePath path;
    private final LockFile lock;
    private final Opening opening;
    private final Engine engine;
    private final Lane writer = new Lane("store-write", 1);
    private final Lane readers = new Lane("store-read", READERS);
    private final AtomicBoolean closed = new AtomicBoolean();

    private Database(DatabasePath path, LockFile lock, Opening opening, Engine engine) {
        this.path = path;
        this.lock = lock;
        this.opening = opening;
        this.engine = engine;
    }

    /// Opens the database, making it (for its owner only) or bringing its tables up to date as
    /// needed; a damaged file is kept aside and replaced, which [#opening] tells.
    ///
    /// @param file without a suffix, for example `tenant/ledger`; its folder must be the owner's
    ///   alone
    /// @param schemas of everyone who keeps tables here, each name once
    /// @throws StoreException when it is in use, too new, from another build, unsafe, or the disk
    ///   fails
    public static Database open(Path file, List<Schema> schemas, InstantSource clock) {
        var path = DatabasePath.of(file);
        var lock = lock(path);
        try {
            var migrator = new Migrator(schemas);
            var opening = prepare(path, migrator, clock);
            return new Database(path, lock, opening, Engine.open(path));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// How it was found.
    public Opening opening() {
        return opening;
    }

    /// Runs `work` in a transaction that sees one consistent state, beside others.
    ///
    /// @throws StoreException when the disk or the statement fails
    public <T extends @Nullable Object> T read(Work<T> work) {
        return in(readers, TransactionIsolationLevel.REPEATABLE_READ, work);
    }

    /// Runs `work` in a transaction, after all earlier writes; all of it happens, or nothing.
    ///
    /// @throws StoreException when the disk or the statement fails
    public <T extends @Nullable Object> T write(Work<T> work) {
        return in(writer, TransactionIsolationLevel.READ_COMMITTED, work);
    }

    /// Writes a consistent copy as a compressed file while the database stays in use.
    ///
    /// @param to a file that is not there yet
    public void backup(Path to) {
        writer.call(() -> {
            Backups.write(engine.jdbi(), to);
            return to;
        });
    }

    /// Puts a backup in the place of a database that is not open. What was there before is kept.
    ///
    /// @return where the earlier file was moved to, or null when there was none
    /// @throws StoreException when the backup is damaged or unsafe, or the database is in use; then
    ///   nothing has changed
    public static @Nullable Path restore(Path backup, Path file, InstantSource clock) {
        var path = DatabasePath.of(file);
        var lock = lock(path);
        try {
            var fresh = path.beside(".restoring");
            Files.deleteIfExists(fresh.file());
            try {
                Backups.unpack(backup, fresh.file());
                Engine.open(fresh).close();
                var aside = Files.exists(path.file()) ? aside(path, "replaced", clock) : null;
                Files.move(fresh.file(), path.file(), StandardCopyOption.ATOMIC_MOVE);
                return aside;
            } finally {
                Files.deleteIfExists(fresh.file());
            }
        } catch (IOException e) {
            throw Failures.of("restore " + backup, e);
        } finally {
            lock.close();
        }
    }

    /// Waits for the work in hand, then closes the file. Closing twice is harmless.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        writer.close();
        readers.close();
        try {
            engine.close();
        } finally {
            lock.close();
        }
    }

    private <T extends @Nullable Object> T in(
            Lane lane, TransactionIsolationLevel isolation, Work<T> work) {
        if (closed.get()) {
            throw new IllegalStateException(path.file() + " is closed");
        }
        return lane.call(() -> {
            try {
                return engine.jdbi().inTransaction(isolation, work::on);
            } catch (JdbiException e) {
                throw Failures.of(path.file().toString(), e);
            }
        });
    }

    private static Opening prepare(DatabasePath path, Migrator migrator, InstantSource clock) {
        try {
            if (!Files.exists(path.file())) {
                make(path, migrator, clock, false);
                return new Opening.Created();
            }
            return update(path, migrator, clock);
        } catch (IOException e) {
            throw Failures.of("open " + path.file(), e);
        } catch (StoreException e) {
            if (e.reason() != Reason.CORRUPT) {
                throw e;
            }
            return replace(path, migrator, clock, e);
        }
    }

    private static Opening update(DatabasePath path, Migrator migrator, InstantSource clock)
            throws IOException {
        var backup = path.folder().resolve(path.name() + ".before-" + stamp(clock) + ".zip");
        try (var engine = Engine.open(path)) {
            if (!migrator.isBehind(engine.jdbi())) {
                return new Opening.Reopened();
            }
            Backups.write(engine.jdbi(), backup);
        }
        make(path, migrator, clock, true);
        return new Opening.Migrated(backup);
    }

    private static Opening replace(
            DatabasePath path, Migrator migrator, InstantSource clock, StoreException damage) {
        try {
            var aside = aside(path, "damaged", clock);
            make(path, migrator, clock, false);
            return new Opening.Replaced(aside, damage.sentence());
        } catch (IOException e) {
            throw Failures.of("move the damaged " + path.file() + " aside", e);
        }
    }

    /// Migrates a copy, or an empty database, and moves it into place in one step.
    private static void make(
            DatabasePath path, Migrator migrator, InstantSource clock, boolean fromPresent)
            throws IOException {
        var next = path.beside(".migrating");
        Files.deleteIfExists(next.file());
        try {
            if (fromPresent) {
                Files.copy(path.file(), next.file());
            }
            try (var engine = Engine.open(next)) {
                migrator.migrate(engine.jdbi(), clock.instant());
            } catch (JdbiException e) {
                throw Failures.of(next.file().toString(), e);
            }
            Files.move(next.file(), path.file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next.file());
        }
    }

    private static Path aside(DatabasePath path, String why, InstantSource clock)
            throws IOException {
        var aside = path.beside("." + why + "-" + stamp(clock)).file();
        return Files.move(path.file(), aside);
    }

    private static LockFile lock(DatabasePath path) {
        return switch (LockFile.take(path.lock())) {
            case LockFile.Taken taken -> taken.lock();
            case LockFile.Held(OptionalLong pid) ->
                    throw new StoreException(
                            Reason.IN_USE,
                            path.file()
                                    + " is in use by another P2P Cloud"
                                    + (pid.isPresent() ? " (process " + pid.getAsLong() + ")" : "")
                                    + ": use that one, or close it and try again.");
        };
    }

    private static String stamp(InstantSource clock) {
        return STAMP.format(clock.instant());
    }
}
