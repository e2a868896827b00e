package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Between the columns of [LedgerTables] and our values.
final class Columns {
    private Columns() {}

    static OffsetDateTime of(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    static BigDecimal of(TokenAmount amount) {
        return new BigDecimal(amount.units());
    }

    static TokenAmount amount(ResultSet row, String column) throws SQLException {
        return new TokenAmount(row.getBigDecimal(column).toBigIntegerExact());
    }

    static Bytes32 word(ResultSet row, String column) throws SQLException {
        return Bytes32.of(row.getBytes(column));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Instant.class);
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Instant.class);
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new LeaseId(word(row, "lease")),
                Role.valueOf(row.getString("role")),
                EntryKind.valueOf(row.getString("kind")),
                amount(row, "amount"),
                new BlockRef(row.getLong("block"), word(row, "block_hash"), time(row, "at")),
                new TxHash(word(row, "tx")),
                row.getInt("log_index"),
                TrustText.read(row.getString("trust")),
                row.getString("detail"));
    }

    static LeaseRow lease(ResultSet row) throws SQLException {
        return new LeaseRow(
                new LeaseId(word(row, "lease")),
                Role.valueOf(row.getString("role")),
                Address.of(row.getBytes("counterparty")),
                new ComputeUnit(
                        row.getInt("vcpu"),
                        row.getInt("memory_mib"),
                        row.getInt("disk_gib"),
                        row.getInt("bandwidth_mbps"),
                        Tier.ofNumber(row.getInt("tier"))),
                new Rate(row.getBigDecimal("rate").toBigIntegerExact()),
                LeasePhase.valueOf(row.getString("phase")),
                row.getString("reason"),
                time(row, "opened_at"),
                timeOrNull(row, "ended_at"));
    }
}
