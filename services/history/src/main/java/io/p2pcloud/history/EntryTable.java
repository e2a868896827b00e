package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.LeaseId;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Entries in SQL, with the sums that are kept beside them: per role and kind, and per lease.
final class EntryTable {
    private static final System.Logger LOG = System.getLogger(EntryTable.class.getName());
    private static final String KEY =
            " where tx = ? and log_index = ? and lease = ? and role = ? and kind = ?";
    private static final String SELECT =
            "select e.*, n.label from entry e left join note n on n.lease = e.lease";
    private static final String NOTED =
            "e.lease in (select lease from note where lower(label) like :like escape '!' or"
                    + " lower(text) like :like escape '!')";

    /// No reorganisation that an honest chain has seen reaches back over more blocks with entries.
    private static final int TRAIL = 100;

    private EntryTable() {}

    /// @return whether the entry is new
    static boolean record(Handle handle, Entry entry) {
        var present = find(handle, entry);
        if (present.isEmpty()) {
            insert(handle, entry);
            return true;
        }
        var old = present.get();
        boolean same = old.amount().equals(entry.amount()) && old.block().equals(entry.block());
        if (same && old.trust().equals(entry.trust())) {
            return false;
        }
        if (old.trust().isProven() && !entry.trust().isProven()) {
            if (!same) {
                LOG.log(
                        Level.WARNING,
                        "an endpoint contradicts a proven entry of transaction "
                                + entry.transaction()
                                + "; the proven one stays");
            }
            return false;
        }
        delete(handle, old);
        insert(handle, entry);
        return false;
    }

    /// Takes back what was recorded above a block that the chain has given up, but for what is
    /// proven final.
    ///
    /// @return the entries that went
    static List<Entry> deleteAbove(Handle handle, long block) {
        var above =
                handle.select("select * from entry where block > ? order by id", block)
                        .map((row, context) -> Columns.entry(row))
                        .list();
        var gone =
                above.stream()
                        .filter(it -> !(it.trust() instanceof Trust.ProvenFinalized))
                        .toList();
        if (gone.size() < above.size()) {
            LOG.log(
                    Level.WARNING,
                    "an endpoint denies {0} entries above block {1} that are proven final; they"
                            + " stay",
                    above.size() - gone.size(),
                    block);
        }
        gone.forEach(entry -> delete(handle, entry));
        return gone;
    }

    /// The newest blocks that hold entries, up to `last`, and `last` itself; oldest first.
    static List<BlockRef> trail(Handle handle, BlockRef last) {
        var trail =
                new ArrayList<>(
                        handle.select(
                                        "select distinct block, block_hash, at from entry where"
                                                + " block < ? order by block desc limit ?",
                                        last.number(),
                                        TRAIL)
                                .map((row, context) ->
                                        new BlockRef(
                                                row.getLong("block"),
                                                Columns.word(row, "block_hash"),
                                                Columns.time(row, "at")))
                                .list()
                                .reversed());
        trail.add(last);
        return List.copyOf(trail);
    }

    static List<EntryLine> page(
            Handle handle, EntryFilter filter, Conditions more, Ordering order) {
        return lines(query(handle, filter, more, order.orderBy() + " limit :limit")).toList();
    }

    /// All of them, newest last; the stream must be closed.
    static Stream<EntryLine> stream(Handle handle, EntryFilter filter) {
        return lines(
                query(handle, filter, new Conditions(), EntrySort.OLDEST.ordering().orderBy())
                        .setFetchSize(1000));
    }

    static List<Entry> ofLease(Handle handle, LeaseId lease) {
        return handle.select(
                        "select * from entry where lease = ? order by block, log_index, id",
                        lease.value().toArray())
                .map((row, context) -> Columns.entry(row))
                .list();
    }

    static long count(Handle handle, EntryFilter filter) {
        var conditions = conditions(filter);
        return conditions
                .bindTo(handle.createQuery("select count(*) from entry e" + conditions.sql()))
                .mapTo(Long.class)
                .one();
    }

    /// Summed up from the rows.
    static Totals totals(Handle handle, EntryFilter filter) {
        var conditions = conditions(filter);
        return totals(
                conditions.bindTo(
                        handle.createQuery(
                                "select e.kind, sum(e.amount) amount, count(*) entries from entry e"
                                        + conditions.sql()
                                        + " group by e.kind")));
    }

    /// From the sums that are kept.
    static Totals totals(Handle handle, Role role) {
        return totals(handle.select("select * from ledger_total where role = ?", role.name()));
    }

    private static Totals totals(Query query) {
        var amounts = new EnumMap<EntryKind, TokenAmount>(EntryKind.class);
        long entries =
                query
                        .map((row, context) -> {
                            amounts.put(
                                    EntryKind.valueOf(row.getString("kind")),
                                    Columns.amount(row, "amount"));
                            return row.getLong("entries");
                        })
                        .list()
                        .stream()
                        .mapToLong(Long::longValue)
                        .sum();
        return new Totals(amounts, entries);
    }

    private static Optional<Entry> find(Handle handle, Entry entry) {
        return handle.select("select * from entry" + KEY, key(entry))
                .map((row, context) -> Columns.entry(row))
                .findOne();
    }

    private static void insert(Handle handle, Entry entry) {
        handle.execute(
                "insert into entry (lease, role, kind, amount, block, block_hash, at, tx,"
                        + " log_index, trust, detail) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.lease().value().toArray(),
                entry.role().name(),
                entry.kind().name(),
                Columns.of(entry.amount()),
                entry.block().number(),
                entry.block().hash().toArray(),
                Columns.of(entry.at()),
                entry.transaction().value().toArray(),
                entry.logIndex(),
                TrustText.write(entry.trust()),
                entry.detail());
        count(handle, entry, 1);
    }

    private static void delete(Handle handle, Entry entry) {
        handle.execute("delete from entry" + KEY, key(entry));
        count(handle, entry, -1);
    }

    /// Keeps the sums equal to the rows.
    private static void count(Handle handle, Entry entry, int sign) {
        var amount = Columns.of(entry.amount()).multiply(BigDecimal.valueOf(sign));
        int known =
                handle.execute(
                        "update ledger_total set amount = amount + ?, entries = entries + ? where"
                                + " role = ? and kind = ?",
                        amount,
                        sign,
                        entry.role().name(),
                        entry.kind().name());
        if (known == 0) {
            handle.execute(
                    "insert into ledger_total (role, kind, amount, entries) values (?, ?, ?, ?)",
                    entry.role().name(),
                    entry.kind().name(),
                    amount,
                    sign);
        }
        if (entry.amount().isZero()) {
            return;
        }
        LeaseTable.sumOf(entry.kind().effect())
                .ifPresent(column ->
                        handle.execute(
                                "update lease set %s = %s + ? where lease = ? and role = ?"
                                        .formatted(column, column),
                                amount,
                                entry.lease().value().toArray(),
                                entry.role().name()));
    }

    private static Object[] key(Entry entry) {
        return new Object[] {
            entry.transaction().value().toArray(),
            entry.logIndex(),
            entry.lease().value().toArray(),
            entry.role().name(),
            entry.kind().name()
        };
    }

    private static Query query(
            Handle handle, EntryFilter filter, Conditions more, String orderAndLimit) {
        var conditions = conditions(filter).and(more);
        return conditions.bindTo(handle.createQuery(SELECT + conditions.sql() + orderAndLimit));
    }

    private static Stream<EntryLine> lines(Query query) {
        return query
                .map((row, context) -> {
                    var label = row.getString("label");
                    return new EntryLine(
                            row.getLong("id"), Columns.entry(row), label == null ? "" : label);
                })
                .stream();
    }

    private static Conditions conditions(EntryFilter filter) {
        var conditions = new Conditions();
        if (filter.lease() != null) {
            conditions.and("e.lease = :lease").bind("lease", filter.lease().value().toArray());
        }
        if (filter.role() != null) {
            conditions.and("e.role = :role").bind("role", filter.role().name());
        }
        if (filter.from() != null) {
            conditions.and("e.at >= :from").bind("from", Columns.of(filter.from()));
        }
        if (filter.to() != null) {
            conditions.and("e.at < :to").bind("to", Columns.of(filter.to()));
        }
        return conditions
                .anyOf("e.kind", "kind", filter.kinds())
                .search(filter.text(), List.of("e.tx", "e.lease"), List.of("e.detail"), NOTED);
    }
}
