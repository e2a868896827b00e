package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.common.Signal;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.store.Database;
import io.p2pcloud.store.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened, in rows that are there without a network.
public final class Ledger {
    /// To be opened with the [Database].
    public static final Schema SCHEMA = LedgerTables.SCHEMA;

    /// H2 keeps a transaction's old pages until it ends: batches of this size keep the file small.
    private static final int BATCH = 2000;

    private final Database database;
    private final NotesFile notes;
    private final InstantSource clock;
    private final Signal<LedgerSummary> summary = new Signal<>(LedgerSummary.EMPTY);

    private Ledger(Database database, NotesFile notes, InstantSource clock) {
        this.database = database;
        this.notes = notes;
        this.clock = clock;
    }

    /// @param database opened with [#SCHEMA]
    /// @param notes the side file of the user's notes, in a folder that is the owner's alone; notes
    ///   that the database has lost come back from it
    public static Ledger open(Database database, Path notes, InstantSource clock) {
        var ledger = new Ledger(database, new NotesFile(notes), clock);
        ledger.restoreNotes();
        ledger.refresh();
        return ledger;
    }

    /// The present figures, and each change of them.
    public Signal<LedgerSummary> summary() {
        return summary;
    }

    /// Records entries; those that are there already are left as they are, unless the new ones are
    /// better proven.
    ///
    /// @return how many were new
    public int record(Collection<Entry> entries) {
        var all = List.copyOf(entries);
        int fresh = 0;
        for (int from = 0; from < all.size(); from += BATCH) {
            var batch = all.subList(from, Math.min(all.size(), from + BATCH));
            fresh +=
                    database.write(handle ->
                            (int) batch.stream().filter(e -> EntryTable.record(handle, e)).count());
        }
        refresh();
        return fresh;
    }

    /// Records a lease, or what has become of it.
    public void record(LeaseRow lease) {
        database.write(handle -> {
            LeaseTable.put(handle, lease);
            return lease;
        });
        refresh();
    }

    public void record(Proof proof) {
        database.write(handle -> {
            NoteTable.put(handle, proof);
            return proof;
        });
    }

    /// Notes that every event up to `asOf` is in the ledger.
    public void checked(AsOf asOf) {
        database.write(handle -> {
            NoteTable.put(handle, asOf);
            return asOf;
        });
        refresh();
    }

    /// Takes back the entries above `block`, because the chain went on differently from there, and
    /// the leases of which no entry is left. What is proven final stays: an endpoint that disagrees
    /// with a finalized block is wrong.
    ///
    /// @param block -1 for everything
    /// @return what went
    public List<Entry> retractAbove(long block) {
        var gone =
                database.write(handle -> {
                    var entries = EntryTable.deleteAbove(handle, block);
                    LeaseTable.deleteWithoutEntries(handle, entries);
                    return entries;
                });
        refresh();
        return gone;
    }

    /// Blocks whose events are in the ledger, oldest first and none above what was last checked:
    /// the newest that hold entries, and the last one that was read. A chain that no longer has one
    /// of them was reorganised since.
    public List<BlockRef> trail() {
        return database.read(handle -> {
            var asOf = NoteTable.asOf(handle);
            return asOf == null ? List.of() : EntryTable.trail(handle, asOf.block());
        });
    }

    /// Keeps what the user wrote about a lease, in the database and in the side file.
    ///
    /// @throws IllegalArgumentException when the label or text is too long
    public void note(LeaseId lease, String label, String text) {
        var note =
                new Note(
                        lease,
                        label.strip(),
                        text.strip(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        notes.append(note);
        database.write(handle -> {
            NoteTable.put(handle, note);
            return note;
        });
        refresh();
    }

    public Optional<Note> noteOn(LeaseId lease) {
        return database.read(handle -> NoteTable.find(handle, lease));
    }

    public Optional<LeaseLine> lease(LeaseId lease, Role role) {
        return database.read(handle -> LeaseTable.find(handle, lease, role));
    }

    /// @param after the last page's [Slice#next], or null for the first page
    /// @param limit rows a page, from 1
    public Slice<LeaseLine> leases(
            LeaseFilter filter, LeaseSort sort, @Nullable Cursor after, int limit) {
        var more = more(sort.ordering(), after, limit);
        return page(
                database.read(handle -> LeaseTable.page(handle, filter, more, sort.ordering())),
                limit,
                line -> new Cursor(value(line, sort), line.number()));
    }

    /// @param after the last page's [Slice#next], or null for the first page
    /// @param limit rows a page, from 1
    public Slice<EntryLine> entries(
            EntryFilter filter, EntrySort sort, @Nullable Cursor after, int limit) {
        var more = more(sort.ordering(), after, limit);
        return page(
                database.read(handle -> EntryTable.page(handle, filter, more, sort.ordering())),
                limit,
                line -> new Cursor(value(line, sort), line.number()));
    }

    public long count(LeaseFilter filter) {
        return database.read(handle -> LeaseTable.count(handle, filter));
    }

    public long count(EntryFilter filter) {
        return database.read(handle -> EntryTable.count(handle, filter));
    }

    /// Sums over the rows that the filter lets through, exact to the smallest unit.
    public Totals totals(EntryFilter filter) {
        return database.read(handle -> EntryTable.totals(handle, filter));
    }

    /// The story of a lease, oldest first: entries in the chain's order, checks, the user's note.
    public List<TimelineItem> timeline(LeaseId lease) {
        var items =
                database.read(handle -> {
                    List<TimelineItem> all = new ArrayList<>();
                    EntryTable.ofLease(handle, lease)
                            .forEach(e -> all.add(new TimelineItem.Happened(e)));
                    NoteTable.proofs(handle, lease)
                            .forEach(p -> all.add(new TimelineItem.WasChecked(p)));
                    NoteTable.find(handle, lease)
                            .ifPresent(n -> all.add(new TimelineItem.WasNoted(n)));
                    return all;
                });
        return items.stream().sorted(Comparator.comparing(TimelineItem::at)).toList();
    }

    /// Writes entries, oldest first, as CSV. The file appears only when it is whole.
    ///
    /// @return how many entries it holds
    public long exportCsv(EntryFilter filter, Denomination money, Path to) {
        var part = to.resolveSibling(to.getFileName() + ".part");
        try {
            long count =
                    database.read(handle -> {
                        try (Stream<EntryLine> lines = EntryTable.stream(handle, filter);
                                var out = Files.newBufferedWriter(part)) {
                            return CsvExport.write(lines.iterator(), money, out);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            return count;
        } catch (IOException | UncheckedIOException e) {
            throw new UncheckedIOException(
                    "Could not write " + to + ": choose another folder, or check the disk.",
                    e instanceof UncheckedIOException unchecked
                            ? unchecked.getCause()
                            : (IOException) e);
        }
    }

    private void restoreNotes() {
        var kept = notes.latest();
        database.write(handle -> {
            for (var note : kept) {
                var present = NoteTable.find(handle, note.lease());
                if (present.isEmpty() || present.get().at().isBefore(note.at())) {
                    NoteTable.put(handle, note);
                }
            }
            return kept.size();
        });
    }

    /// Reads inside the signal's lock, so that of two changes at once the later figures stay.
    private void refresh() {
        summary.update(before ->
                database.read(handle ->
                        new LedgerSummary(
                                LeaseTable.count(handle, LeaseFilter.ALL),
                                LeaseTable.count(handle, LeaseFilter.ALL.in(OPEN)),
                                EntryTable.totals(handle, Role.TENANT),
                                EntryTable.totals(handle, Role.PROVIDER),
                                NoteTable.asOf(handle))));
    }

    private static final Set<LeasePhase> OPEN =
            Stream.of(LeasePhase.values())
                    .filter(phase -> !phase.isOver())
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());

    private static Conditions more(Ordering order, @Nullable Cursor after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least one row");
        }
        // One more than wanted tells whether there is another page.
        var conditions = new Conditions().bind("limit", limit + 1);
        if (after != null) {
            order.after(conditions, after);
        }
        return conditions;
    }

    private static <T> Slice<T> page(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) {
            return new Slice<>(found, null);
        }
        return new Slice<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
    }

    private static String value(LeaseLine line, LeaseSort sort) {
        return switch (sort) {
            case NEWEST, OLDEST -> line.lease().openedAt().toString();
            case MOST_SPENT, LEAST_SPENT -> line.spent().units().toString();
            case MOST_EARNED, LEAST_EARNED -> line.earned().units().toString();
        };
    }

    private static String value(EntryLine line, EntrySort sort) {
        return switch (sort) {
            case NEWEST, OLDEST -> line.entry().at().toString();
            case LARGEST, SMALLEST -> line.entry().amount().units().toString();
        };
    }
}
