package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.chain.TxHash;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.LeaseId;
import java.time.Instant;

/// One line of the ledger: what one event of the chain did, seen from one side. Together
/// transaction, log index, lease, role and kind name it, so that reading an event again records
/// nothing twice.
///
/// @param lease the lease it belongs to, [#ACCOUNT] when to none
/// @param amount in the market token's base unit, for [EntryKind#GAS] in wei; zero when the kind
///   moves no money
/// @param logIndex the event's place in its block, [#NO_LOG] for the transaction itself
/// @param detail further words for the reader, at most 500 characters; often empty
public record Entry(
        LeaseId lease,
        Role role,
        EntryKind kind,
        TokenAmount amount,
        BlockRef block,
        TxHash transaction,
        int logIndex,
        Trust trust,
        String detail) {
    public static final LeaseId ACCOUNT = new LeaseId(Bytes32.ZERO);
    public static final int NO_LOG = -1;
    private static final int MAX_DETAIL = 500;

    public Entry {
        if (logIndex < NO_LOG) {
            throw new IllegalArgumentException("not a log's index: " + logIndex);
        }
        if (kind.effect() == EntryKind.Effect.NONE && !amount.isZero()) {
            throw new IllegalArgumentException(kind + " moves no money, not " + amount.units());
        }
        if (detail.length() > MAX_DETAIL) {
            detail = detail.substring(0, MAX_DETAIL);
        }
    }

    /// The time of its block.
    public Instant at() {
        return block.time();
    }
}
