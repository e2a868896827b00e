package io.p2pcloud.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.store.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerPagesTest {
    @TempDir Path temp;
    private Database database;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        temp.resolve("ledger"), List.of(Ledger.SCHEMA), InstantSource.system());
        ledger = Ledger.open(database, temp.resolve("notes.jsonl"), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void turnsPagesWithoutLosingOrRepeatingARow() {
        var random = new Random(1);
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 137; i++) {
            // Few times and few amounts, so that the order often hangs on the number alone.
            entries.add(
                    new Entry(
                            Rows.lease(i % 3),
                            Role.TENANT,
                            EntryKind.PAID,
                            TokenAmount.ofUnits(random.nextInt(4)),
                            Rows.block(random.nextInt(5)),
                            Rows.tx(i),
                            0,
                            Rows.UNPROVEN,
                            ""));
        }
        ledger.record(entries);
        for (var sort : EntrySort.values()) {
            for (int limit : List.of(1, 10, 136, 137, 138)) {
                var seen = new ArrayList<EntryLine>();
                Cursor next = null;
                do {
                    var page = ledger.entries(EntryFilter.ALL, sort, next, limit);
                    assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
                    seen.addAll(page.rows());
                    next = page.next();
                } while (next != null);
                assertThat(seen).extracting(EntryLine::number).doesNotHaveDuplicates().hasSize(137);
                switch (sort) {
                    case OLDEST -> assertThat(seen).isSortedAccordingTo(byTime());
                    case NEWEST -> assertThat(seen).isSortedAccordingTo(byTime().reversed());
                    case SMALLEST -> assertThat(seen).isSortedAccordingTo(byAmount());
                    case LARGEST -> assertThat(seen).isSortedAccordingTo(byAmount().reversed());
                }
            }
        }
    }

    @Test
    void findsEntriesBySideKindTimeLeaseAndText() {
        ledger.record(
                List.of(
                        Rows.entry(1, Rows.lease(1), EntryKind.PAID, 1),
                        Rows.entry(2, Rows.lease(2), EntryKind.DEPOSITED, 2),
                        Rows.entry(3, Rows.lease(2), Role.PROVIDER, EntryKind.EARNED, 3)));
        ledger.note(Rows.lease(2), "Web 100%_server", "");
        assertThat(blocks(EntryFilter.ALL.as(Role.PROVIDER))).containsExactly(3L);
        assertThat(blocks(EntryFilter.ALL.ofKinds(Set.of(EntryKind.PAID, EntryKind.DEPOSITED))))
                .containsExactly(1L, 2L);
        assertThat(blocks(EntryFilter.ALL.ofLease(Rows.lease(2)))).containsExactly(2L, 3L);
        assertThat(blocks(EntryFilter.ALL.between(Rows.block(2).time(), Rows.block(3).time())))
                .containsExactly(2L);
        assertThat(blocks(EntryFilter.ALL.containing("web"))).containsExactly(2L, 3L);
        assertThat(blocks(EntryFilter.ALL.containing("100%_s"))).containsExactly(2L, 3L);
        assertThat(blocks(EntryFilter.ALL.containing("1%s"))).isEmpty();
        assertThat(blocks(EntryFilter.ALL.containing("'; drop table entry; --"))).isEmpty();
        assertThat(blocks(EntryFilter.ALL.containing(Rows.tx(1).toHex()))).containsExactly(1L);
        assertThat(blocks(EntryFilter.ALL.containing(Rows.lease(2).toHex().substring(0, 66))))
                .containsExactly(2L, 3L);
        assertThat(ledger.count(EntryFilter.ALL.containing("0x8000"))).isEqualTo(3);
    }

    @Test
    void sortsAndFiltersLeases() {
        for (int i = 1; i <= 5; i++) {
            ledger.record(Rows.leaseRow(i, i < 3 ? LeasePhase.CLOSED : LeasePhase.ACTIVE));
            ledger.record(List.of(Rows.entry(i, Rows.lease(i), EntryKind.PAID, (i * 7) % 5)));
        }
        ledger.note(Rows.lease(4), "mail", "for the family");
        var page = ledger.leases(LeaseFilter.ALL, LeaseSort.MOST_SPENT, null, 3);
        assertThat(page.rows())
                .extracting(line -> line.spent().units().intValue())
                .containsExactly(4, 3, 2);
        assertThat(ledger.leases(LeaseFilter.ALL, LeaseSort.MOST_SPENT, page.next(), 3).rows())
                .extracting(line -> line.spent().units().intValue())
                .containsExactly(1, 0);
        assertThat(ledger.count(LeaseFilter.ALL.in(Set.of(LeasePhase.CLOSED)))).isEqualTo(2);
        assertThat(ledger.count(LeaseFilter.ALL.as(Role.PROVIDER))).isZero();
        assertThat(
                        ledger.leases(
                                        LeaseFilter.ALL.containing("FAMILY"),
                                        LeaseSort.NEWEST,
                                        null,
                                        9)
                                .rows())
                .extracting(LeaseLine::label)
                .containsExactly("mail");
    }

    private List<Long> blocks(EntryFilter filter) {
        return ledger.entries(filter, EntrySort.OLDEST, null, 100).rows().stream()
                .map(line -> line.entry().block().number())
                .toList();
    }

    private static Comparator<EntryLine> byTime() {
        return Comparator.<EntryLine, Instant>comparing(line -> line.entry().at())
                .thenComparingLong(EntryLine::number);
    }

    private static Comparator<EntryLine> byAmount() {
        return Comparator.<EntryLine, TokenAmount>comparing(line -> line.entry().amount())
                .thenComparingLong(EntryLine::number);
    }
}
