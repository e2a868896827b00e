package io.p2pcloud.bench;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.history.Cursor;
import io.p2pcloud.history.Entry;
import io.p2pcloud.history.EntryFilter;
import io.p2pcloud.history.EntryKind;
import io.p2pcloud.history.EntrySort;
import io.p2pcloud.history.Ledger;
import io.p2pcloud.history.Role;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Milliseconds for a page of 50 entries from the middle of a long ledger, against the usual way of
/// paging, by OFFSET over the same rows.
final class HistoryPage {
    private static final int PAGE = 50;
    private static final int PAIRS = 21;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private HistoryPage() {}

    /// @param args the number of entries, 100,000 when left out
    static void main(String[] args) throws IOException {
        int entries = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        var folder = Files.createTempDirectory("p2pcloud-bench");
        try (var database =
                Database.open(
                        folder.resolve("ledger"), List.of(Ledger.SCHEMA), InstantSource.system())) {
            var ledger =
                    Ledger.open(database, folder.resolve("notes.jsonl"), InstantSource.system());
            fill(ledger, entries);
            measure(ledger, database, entries);
        } finally {
            delete(folder);
        }
    }

    private static void measure(Ledger ledger, Database database, int entries) {
        var ours = new double[PAIRS];
        var byOffset = new double[PAIRS];
        // Another place each time, so that no answer is one that the engine has kept.
        for (int i = -5; i < PAIRS; i++) {
            int place = entries / 2 + i * 997 % (entries / 4);
            var cursor = new Cursor(at(place).toString(), place + 1L);
            double one =
                    Figures.milliseconds(
                            () -> ledger.entries(EntryFilter.ALL, EntrySort.NEWEST, cursor, PAGE));
            double other =
                    Figures.milliseconds(() ->
                            database.read(handle ->
                                    handle.createQuery(
                                                    "select * from entry order by"
                                                            + " at desc, id desc limit"
                                                            + " :limit offset :offset")
                                            .bind("limit", PAGE)
                                            .bind("offset", entries - place)
                                            .mapToMap()
                                            .list()));
            if (i >= 0) {
                ours[i] = one;
                byOffset[i] = other;
            }
        }
        Figures.print(
                "history-page", Figures.median(ours), "ms", "offset", Figures.median(byOffset));
    }

    private static void fill(Ledger ledger, int entries) {
        var batch = new ArrayList<Entry>();
        for (int i = 0; i < entries; i++) {
            batch.add(
                    new Entry(
                            new LeaseId(Bytes32.ofNumber(i % 1000 + 1)),
                            Role.TENANT,
                            EntryKind.PAID,
                            TokenAmount.ofUnits(i % 7919),
                            new BlockRef(i, Bytes32.ofNumber(i), at(i)),
                            new TxHash(Bytes32.ofNumber(i)),
                            0,
                            new Trust.Unproven("bench"),
                            ""));
            if (batch.size() == 20_000 || i == entries - 1) {
                ledger.record(batch);
                batch.clear();
            }
        }
    }

    private static Instant at(int place) {
        return START.plusSeconds(12L * place);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
