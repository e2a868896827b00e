package io.p2pcloud.history;

import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/// Entries as CSV (RFC 4180): UTF-8, CRLF, a point in decimals, times in UTC, and each amount both
/// for people and in smallest units. Cells that a spreadsheet would take for a formula are disarmed
/// with an apostrophe.
final class CsvExport {
    private static final List<String> HEADER =
            List.of(
                    "time_utc",
                    "lease",
                    "label",
                    "role",
                    "kind",
                    "effect",
                    "amount",
                    "currency",
                    "amount_smallest_units",
                    "block",
                    "block_hash",
                    "transaction",
                    "log_index",
                    "trust",
                    "detail");

    private CsvExport() {}

    /// @return how many entries were written
    static long write(Iterator<EntryLine> lines, Denomination money, Writer out)
            throws IOException {
        line(HEADER, out);
        long count = 0;
        while (lines.hasNext()) {
            line(cells(lines.next(), money), out);
            count++;
        }
        return count;
    }

    private static List<String> cells(EntryLine line, Denomination money) {
        var entry = line.entry();
        boolean coin = entry.kind().effect() == EntryKind.Effect.GAS;
        return List.of(
                entry.at().toString(),
                entry.lease().equals(Entry.ACCOUNT) ? "" : entry.lease().toHex(),
                line.label(),
                entry.role().name(),
                entry.kind().name(),
                entry.kind().effect().name(),
                entry.amount()
                        .toDecimal(coin ? Denomination.COIN_DECIMALS : money.decimals())
                        .toPlainString(),
                coin ? money.coin() : money.symbol(),
                entry.amount().units().toString(),
                Long.toString(entry.block().number()),
                entry.block().hash().toHex(),
                entry.transaction().toHex(),
                entry.logIndex() == Entry.NO_LOG ? "" : Integer.toString(entry.logIndex()),
                TrustText.words(entry.trust()),
                entry.detail());
    }

    private static void line(List<String> cells, Writer out) throws IOException {
        out.write(cells.stream().map(CsvExport::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    private static String cell(String text) {
        var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
