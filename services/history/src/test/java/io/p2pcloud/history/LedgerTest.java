package io.p2pcloud.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir Path temp;
    private Database database;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        temp.resolve("ledger"), List.of(Ledger.SCHEMA), InstantSource.fixed(NOW));
        ledger = Ledger.open(database, temp.resolve("notes.jsonl"), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void reopen() {
        close();
        open();
    }

    @Test
    void recordsAnEventOnceHoweverOftenItIsRead() {
        var entries =
                List.of(
                        Rows.entry(1, Rows.lease(1), EntryKind.DEPOSITED, 1000),
                        Rows.entry(2, Rows.lease(1), EntryKind.PAID, 300),
                        Rows.entry(2, Rows.lease(1), EntryKind.GAS, 21_000));
        assertThat(ledger.record(entries)).isEqualTo(3);
        assertThat(ledger.record(entries)).isZero();
        reopen();
        assertThat(ledger.record(entries)).isZero();
        assertThat(all(EntrySort.OLDEST)).containsExactlyElementsOf(entries);
        assertThat(ledger.totals(EntryFilter.ALL).spent()).isEqualTo(TokenAmount.ofUnits(300));
        assertThat(ledger.totals(EntryFilter.ALL).locked()).isEqualTo(TokenAmount.ofUnits(700));
    }

    @Test
    void keepsBothSidesOfALeaseToOneself() {
        ledger.record(
                List.of(
                        Rows.entry(1, Rows.lease(1), Role.TENANT, EntryKind.PAID, 40),
                        Rows.entry(1, Rows.lease(1), Role.PROVIDER, EntryKind.EARNED, 40)));
        var summary = ledger.summary().get();
        assertThat(summary.asTenant().spent()).isEqualTo(TokenAmount.ofUnits(40));
        assertThat(summary.asProvider().earned()).isEqualTo(TokenAmount.ofUnits(40));
        assertThat(summary.totals().entries()).isEqualTo(2);
    }

    @Test
    void raisesTheTrustOfAnEntryButNeverLowersIt() {
        var unproven = Rows.entry(1, Rows.lease(1), EntryKind.PAID, 300);
        var proven = Rows.with(unproven, new Trust.ProvenFinalized(Rows.block(9)), 300);
        ledger.record(List.of(unproven));
        ledger.record(List.of(proven));
        ledger.record(List.of(unproven));
        assertThat(all(EntrySort.OLDEST)).containsExactly(proven);
    }

    @Test
    void letsAProvenAmountReplaceAnUnprovenOneAndNotTheOtherWayRound() {
        var lie = Rows.entry(1, Rows.lease(1), EntryKind.PAID, 999);
        var truth = Rows.with(lie, new Trust.ProvenFinalized(Rows.block(9)), 300);
        ledger.record(Rows.leaseRow(1, LeasePhase.ACTIVE));
        ledger.record(List.of(lie));
        ledger.record(List.of(truth));
        ledger.record(List.of(lie));
        assertThat(all(EntrySort.OLDEST)).containsExactly(truth);
        assertThat(line(1).spent()).isEqualTo(TokenAmount.ofUnits(300));
        assertSumsEqualRows();
    }

    @Test
    void takesBackWhatAReorganisedChainGaveUp() {
        ledger.record(Rows.leaseRow(1, LeasePhase.ACTIVE));
        ledger.record(
                List.of(
                        Rows.entry(1, Rows.lease(1), EntryKind.PAID, 100),
                        Rows.entry(2, Rows.lease(1), EntryKind.PAID, 200),
                        Rows.entry(3, Rows.lease(1), EntryKind.PAID, 400)));
        assertThat(ledger.retractAbove(1)).hasSize(2);
        assertThat(line(1).spent()).isEqualTo(TokenAmount.ofUnits(100));
        assertSumsEqualRows();
    }

    @Test
    void sumsUpALeaseWhoseEntriesCameFirst() {
        ledger.record(List.of(Rows.entry(1, Rows.lease(1), EntryKind.PAID, 100)));
        ledger.record(Rows.leaseRow(1, LeasePhase.ACTIVE));
        ledger.record(List.of(Rows.entry(2, Rows.lease(1), EntryKind.PAID, 11)));
        assertThat(line(1).spent()).isEqualTo(TokenAmount.ofUnits(111));
    }

    @Test
    void followsWhatBecomesOfALease() {
        ledger.record(Rows.leaseRow(1, LeasePhase.PENDING));
        assertThat(ledger.summary().get().openLeases()).isEqualTo(1);
        var ended = Rows.leaseRow(1, Role.TENANT, LeasePhase.CLOSED, Rows.START.plusSeconds(100));
        ledger.record(ended);
        assertThat(line(1).lease()).isEqualTo(ended);
        assertThat(ledger.summary().get().openLeases()).isZero();
        assertThat(ledger.summary().get().leases()).isEqualTo(1);
    }

    @Test
    void totalsEqualTheRowsToTheUnitWhateverHappens() {
        var random = new Random(42);
        var kinds = EntryKind.values();
        var made = new ArrayList<Entry>();
        for (int i = 0; i < 10; i++) {
            ledger.record(Rows.leaseRow(i, LeasePhase.ACTIVE));
        }
        for (int i = 0; i < 600; i++) {
            var kind = kinds[random.nextInt(kinds.length)];
            boolean money = kind.effect() != EntryKind.Effect.NONE;
            var entry =
                    Rows.entry(
                            1 + random.nextInt(300),
                            Rows.lease(random.nextInt(10)),
                            random.nextBoolean() ? Role.TENANT : Role.PROVIDER,
                            kind,
                            money ? random.nextLong(1L << 60) : 0);
            made.add(
                    random.nextBoolean()
                            ? Rows.with(
                                    entry,
                                    new Trust.ProvenFinalized(Rows.block(400)),
                                    entry.amount().units().longValueExact())
                            : entry);
            if (made.size() == 50) {
                ledger.record(made);
                ledger.record(made.subList(0, 10));
                made.clear();
                if (random.nextInt(3) == 0) {
                    ledger.retractAbove(250);
                }
                assertSumsEqualRows();
            }
        }
    }

    @Test
    void tellsTheStoryOfALeaseInOrder() {
        var paid = Rows.entry(5, Rows.lease(1), EntryKind.PAID, 1);
        var deposited = Rows.entry(1, Rows.lease(1), EntryKind.DEPOSITED, 10);
        var proof =
                new Proof(
                        Rows.lease(1),
                        Proof.Kind.LAUNCH,
                        "NOT_ATTESTED",
                        "The provider can obtain everything on this machine.",
                        "{\"boot\":1}",
                        Rows.block(3).time());
        ledger.record(List.of(paid, deposited));
        ledger.record(proof);
        ledger.note(Rows.lease(1), "web", "mine");
        assertThat(ledger.timeline(Rows.lease(1)))
                .containsExactly(
                        new TimelineItem.Happened(deposited),
                        new TimelineItem.WasChecked(proof),
                        new TimelineItem.Happened(paid),
                        new TimelineItem.WasNoted(new Note(Rows.lease(1), "web", "mine", NOW)));
        assertThat(ledger.timeline(Rows.lease(2))).isEmpty();
    }

    @Test
    void saysHowFarItHasReadTheChain() {
        assertThat(ledger.summary().get().asOf()).isNull();
        var asOf = new AsOf(Rows.block(77), NOW, new Trust.ProvenFinalized(Rows.block(77)));
        var heard = new ArrayList<LedgerSummary>();
        try (var subscription = ledger.summary().subscribe(heard::add)) {
            assertThat(subscription).isNotNull();
            ledger.checked(asOf);
        }
        assertThat(heard.getLast().asOf()).isEqualTo(asOf);
        reopen();
        assertThat(ledger.summary().get().asOf()).isEqualTo(asOf);
    }

    @Test
    void bringsNotesBackWhenTheDatabaseIsLost() throws IOException {
        ledger.note(Rows.lease(1), "first", "");
        ledger.note(Rows.lease(1), "web", "line\nbreak ü");
        ledger.note(Rows.lease(2), "mail", "");
        close();
        Files.delete(temp.resolve("ledger.mv.db"));
        // A crash in the middle of a line.
        Files.writeString(
                temp.resolve("notes.jsonl"), "{\"at\":\"2026-", StandardOpenOption.APPEND);
        open();
        assertThat(ledger.noteOn(Rows.lease(1)))
                .contains(new Note(Rows.lease(1), "web", "line\nbreak ü", NOW));
        ledger.note(Rows.lease(3), "after", "");
        close();
        Files.delete(temp.resolve("ledger.mv.db"));
        open();
        assertThat(ledger.noteOn(Rows.lease(2)).orElseThrow().label()).isEqualTo("mail");
        assertThat(ledger.noteOn(Rows.lease(3)).orElseThrow().label()).isEqualTo("after");
    }

    @Test
    void exportsEveryRowWithDisarmedCells() throws IOException {
        ledger.record(
                List.of(
                        Rows.entry(1, Rows.lease(1), EntryKind.PAID, 1_500_000),
                        Rows.entry(2, Entry.ACCOUNT, EntryKind.GAS, 21_000)));
        ledger.note(Rows.lease(1), "=HYPERLINK(\"http://x\"), a", "");
        var to = temp.resolve("out.csv");
        assertThat(ledger.exportCsv(EntryFilter.ALL, new Denomination("USDC", 6, "ETH"), to))
                .isEqualTo(2);
        var lines = Files.readString(to, StandardCharsets.UTF_8).split("\r\n", -1);
        assertThat(lines).hasSize(4);
        assertThat(lines[0]).startsWith("time_utc,lease,label,role,kind,effect,amount,currency");
        assertThat(lines[1])
                .contains("2026-01-01T00:00:12Z")
                .contains(",\"'=HYPERLINK(\"\"http://x\"\"), a\",")
                .contains(",1.500000,USDC,1500000,")
                .contains("unproven (http://127.0.0.1:8545)");
        assertThat(lines[2]).contains(",GAS,0.000000000000021000,ETH,21000,");
        assertThat(temp.resolve("out.csv.part")).doesNotExist();
        assertThatThrownBy(() ->
                        ledger.exportCsv(
                                EntryFilter.ALL,
                                new Denomination("USDC", 6, "ETH"),
                                temp.resolve("no/such/folder.csv")))
                .hasMessageContaining("choose another folder");
    }

    private void assertSumsEqualRows() {
        for (var role : Role.values()) {
            var kept =
                    role == Role.TENANT
                            ? ledger.summary().get().asTenant()
                            : ledger.summary().get().asProvider();
            var summed = ledger.totals(EntryFilter.ALL.as(role));
            for (var kind : EntryKind.values()) {
                assertThat(kept.of(kind)).isEqualTo(summed.of(kind));
            }
            assertThat(kept.entries()).isEqualTo(summed.entries());
        }
        for (var line : ledger.leases(LeaseFilter.ALL, LeaseSort.OLDEST, null, 1000).rows()) {
            var summed =
                    ledger.totals(
                            EntryFilter.ALL.ofLease(line.lease().lease()).as(line.lease().role()));
            assertThat(line.spent()).isEqualTo(summed.spent());
            assertThat(line.earned()).isEqualTo(summed.earned());
            assertThat(line.gas()).isEqualTo(summed.gas());
        }
    }

    private LeaseLine line(long number) {
        return ledger.lease(Rows.lease(number), Role.TENANT).orElseThrow();
    }

    private List<Entry> all(EntrySort sort) {
        return ledger.entries(EntryFilter.ALL, sort, null, 1000).rows().stream()
                .map(EntryLine::entry)
                .toList();
    }
}
