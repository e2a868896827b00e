package io.p2pcloud.history;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Trust;
import java.time.Instant;

/// How far the ledger has read the chain.
///
/// @param block the last block whose events are in the ledger
/// @param checkedAt by this computer's clock
public record AsOf(BlockRef block, Instant checkedAt, Trust trust) {}
