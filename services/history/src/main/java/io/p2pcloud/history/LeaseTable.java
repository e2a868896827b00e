package io.p2pcloud.history;

import io.p2pcloud.market.LeaseId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Leases in SQL.
final class LeaseTable {
    private static final String SELECT =
            "select l.*, n.label from lease l left join note n on n.lease = l.lease";
    private static final String NOTED =
            "lower(n.label) like :like escape '!' or lower(n.text) like :like escape '!'";

    private LeaseTable() {}

    /// The column that sums up entries of an effect.
    static Optional<String> sumOf(EntryKind.Effect effect) {
        return switch (effect) {
            case SPENT -> Optional.of("spent");
            case EARNED -> Optional.of("earned");
            case GAS -> Optional.of("gas");
            case NONE, LOCKED, UNLOCKED, MOVED -> Optional.empty();
        };
    }

    /// Records a lease, or what has become of it.
    static void put(Handle handle, LeaseRow lease) {
        int known =
                handle.execute(
                        "update lease set counterparty = ?, vcpu = ?, memory_mib = ?, disk_gib = ?,"
                                + " bandwidth_mbps = ?,"
                                + " tier = ?, rate = ?, phase = ?, reason = ?, opened_at = ?,"
                                + " ended_at = ? where lease = ? and role = ?",
                        values(lease));
        if (known == 0) {
            handle.execute(
                    "insert into lease (counterparty, vcpu, memory_mib, disk_gib, bandwidth_mbps,"
                            + " tier, rate, phase, reason, opened_at, ended_at, lease, role, spent,"
                            + " earned, gas) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0)",
                    values(lease));
            // Entries may have come first.
            for (var effect : EntryKind.Effect.values()) {
                sumOf(effect).ifPresent(column -> sum(handle, lease, effect, column));
            }
        }
    }

    /// Removes those leases of `gone` entries of which none is left.
    static void deleteWithoutEntries(Handle handle, List<Entry> gone) {
        gone.stream()
                .map(entry -> Map.entry(entry.lease(), entry.role()))
                .distinct()
                .forEach(it ->
                        handle.execute(
                                "delete from lease l where l.lease = ? and l.role = ? and not"
                                        + " exists (select 1 from entry e where e.lease = l.lease"
                                        + " and e.role = l.role)",
                                it.getKey().value().toArray(),
                                it.getValue().name()));
    }

    static Optional<LeaseLine> find(Handle handle, LeaseId lease, Role role) {
        return handle.select(
                        SELECT + " where l.lease = ? and l.role = ?",
                        lease.value().toArray(),
                        role.name())
                .map((row, context) -> line(row))
                .findOne();
    }

    static List<LeaseLine> page(
            Handle handle, LeaseFilter filter, Conditions more, Ordering order) {
        var conditions = conditions(filter).and(more);
        return conditions
                .bindTo(
                        handle.createQuery(
                                SELECT + conditions.sql() + order.orderBy() + " limit :limit"))
                .map((row, context) -> line(row))
                .list();
    }

    static long count(Handle handle, LeaseFilter filter) {
        var conditions = conditions(filter);
        return conditions
                .bindTo(
                        handle.createQuery(
                                "select count(*) from lease l left join note n on n.lease = l.lease"
                                        + conditions.sql()))
                .mapTo(Long.class)
                .one();
    }

    private static LeaseLine line(ResultSet row) throws SQLException {
        var label = row.getString("label");
        return new LeaseLine(
                row.getLong("id"),
                Columns.lease(row),
                Columns.amount(row, "spent"),
                Columns.amount(row, "earned"),
                Columns.amount(row, "gas"),
                label == null ? "" : label);
    }

    private static void sum(Handle handle, LeaseRow lease, EntryKind.Effect effect, String column) {
        var kinds =
                Arrays.stream(EntryKind.values())
                        .filter(kind -> kind.effect() == effect)
                        .map(kind -> "'" + kind.name() + "'")
                        .collect(Collectors.joining(", "));
        handle.execute(
                "update lease l set %s = (select coalesce(sum(e.amount), 0) from entry e where"
                                .formatted(column)
                        + " e.lease = l.lease and e.role = l.role and e.kind in ("
                        + kinds
                        + ")) where l.lease = ? and l.role = ?",
                lease.lease().value().toArray(),
                lease.role().name());
    }

    private static Object[] values(LeaseRow lease) {
        return new Object[] {
            lease.counterparty().toArray(),
            lease.unit().vcpu(),
            lease.unit().memoryMib(),
            lease.unit().diskGib(),
            lease.unit().bandwidthMbps(),
            lease.unit().tier().number(),
            new BigDecimal(lease.rate().wadPerSecond()),
            lease.phase().name(),
            lease.reason(),
            Columns.of(lease.openedAt()),
            lease.endedAt() == null ? null : Columns.of(lease.endedAt()),
            lease.lease().value().toArray(),
            lease.role().name()
        };
    }

    private static Conditions conditions(LeaseFilter filter) {
        var conditions = new Conditions();
        if (filter.role() != null) {
            conditions.and("l.role = :role").bind("role", filter.role().name());
        }
        return conditions
                .anyOf("l.phase", "phase", filter.phases())
                .search(
                        filter.text(),
                        List.of("l.lease", "l.counterparty"),
                        List.of("l.reason"),
                        NOTED);
    }
}
