package io.p2pcloud.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;

/// A total order of rows by one indexed column, then by number in the same direction.
///
/// @param alias the table's in the statement
record Ordering(String alias, String column, boolean descending) {
    String orderBy() {
        var way = descending ? " desc" : "";
        return " order by " + alias + "." + column + way + ", " + alias + ".id" + way;
    }

    /// Adds that rows come behind `cursor`. The plain comparison is there for the index, which H2
    /// does not use for the alternative that follows it.
    void after(Conditions conditions, Cursor cursor) {
        var sign = descending ? "<" : ">";
        var name = alias + "." + column;
        conditions
                .bind("cursorValue", parse(cursor.value()))
                .bind("cursorNumber", cursor.number())
                .and(name + " " + sign + "= :cursorValue")
                .and(
                        "(%s %s :cursorValue or %s.id %s :cursorNumber)"
                                .formatted(name, sign, alias, sign));
    }

    private Object parse(String value) {
        return column.equals("at") || column.equals("opened_at")
                ? Instant.parse(value).atOffset(ZoneOffset.UTC)
                : new BigDecimal(value);
    }
}
