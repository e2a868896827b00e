package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseId;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Rows for tests.
final class Rows {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Trust UNPROVEN = new Trust.Unproven("http://127.0.0.1:8545");

    private Rows() {}

    static LeaseId lease(long number) {
        return new LeaseId(Bytes32.ofNumber(0x1ea5e000L + number));
    }

    static BlockRef block(long number) {
        return new BlockRef(
                number, Bytes32.ofNumber(0xb10cL + number), START.plusSeconds(12 * number));
    }

    static TxHash tx(long number) {
        return new TxHash(
                Bytes32.ofNumber(BigInteger.ONE.shiftLeft(255).add(BigInteger.valueOf(number))));
    }

    /// An entry in a block and transaction of its own, seen by the tenant.
    static Entry entry(long number, LeaseId lease, EntryKind kind, long units) {
        return entry(number, lease, Role.TENANT, kind, units);
    }

    static Entry entry(long number, LeaseId lease, Role role, EntryKind kind, long units) {
        return new Entry(
                lease,
                role,
                kind,
                TokenAmount.ofUnits(units),
                block(number),
                tx(number),
                kind == EntryKind.GAS ? Entry.NO_LOG : 0,
                UNPROVEN,
                "");
    }

    static Entry with(Entry entry, Trust trust, long units) {
        return new Entry(
                entry.lease(),
                entry.role(),
                entry.kind(),
                TokenAmount.ofUnits(units),
                entry.block(),
                entry.transaction(),
                entry.logIndex(),
                trust,
                entry.detail());
    }

    static LeaseRow leaseRow(long number, LeasePhase phase) {
        return leaseRow(number, Role.TENANT, phase, null);
    }

    static LeaseRow leaseRow(long number, Role role, LeasePhase phase, @Nullable Instant endedAt) {
        return new LeaseRow(
                lease(number),
                role,
                Address.of(Bytes32.ofNumber(0xadd7e55L + number).value().slice(12, 32).toArray()),
                new ComputeUnit(2, 2048, 20, 100, Tier.STANDARD),
                Rate.perMonth(TokenAmount.ofUnits(5_000_000)),
                phase,
                "",
                START.plusSeconds(12 * number),
                endedAt);
    }
}
