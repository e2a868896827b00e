package io.p2pcloud.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.Trust;
import io.p2pcloud.store.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes, and what stays, when a chain gives blocks up.
class LedgerRetractionTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z"));

    @TempDir Path temp;
    private Database database;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = Database.open(temp.resolve("ledger"), List.of(Ledger.SCHEMA), CLOCK);
        ledger = Ledger.open(database, temp.resolve("notes.jsonl"), CLOCK);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void keepsWhatIsProvenFinalWhenAnEndpointDeniesIt() {
        var proven =
                Rows.with(
                        Rows.entry(2, Rows.lease(1), EntryKind.PAID, 200),
                        new Trust.ProvenFinalized(Rows.block(9)),
                        200);
        ledger.record(List.of(Rows.entry(3, Rows.lease(1), EntryKind.PAID, 400), proven));
        assertThat(ledger.retractAbove(-1)).hasSize(1);
        assertThat(ledger.entries(EntryFilter.ALL, EntrySort.OLDEST, null, 10).rows())
                .extracting(EntryLine::entry)
                .containsExactly(proven);
    }

    @Test
    void forgetsALeaseOfWhichNoEntryIsLeft() {
        ledger.record(Rows.leaseRow(1, LeasePhase.ACTIVE));
        ledger.record(Rows.leaseRow(2, LeasePhase.ACTIVE));
        ledger.record(
                List.of(
                        Rows.entry(1, Rows.lease(1), EntryKind.PAID, 100),
                        Rows.entry(2, Rows.lease(2), EntryKind.PAID, 200)));
        ledger.retractAbove(1);
        assertThat(ledger.lease(Rows.lease(1), Role.TENANT)).isPresent();
        assertThat(ledger.lease(Rows.lease(2), Role.TENANT)).isEmpty();
    }
}
