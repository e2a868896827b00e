package io.p2pcloud.devnet;

import io.p2pcloud.chain.ChainId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the embedded chain ticks.
///
/// @param secondsPerBlock between empty blocks, so that time goes on without transactions
/// @param genesis the time of a new chain's first block, when its past is to be made: then there
///   are no empty blocks; empty for a chain that lives in the present
record DevnetClockwork(ChainId chain, int secondsPerBlock, Optional<Instant> genesis) {
    /// A block for each transaction at once, and in the present an empty one when nothing happens.
    List<String> mining() {
        return makesAPast()
                ? List.of()
                : List.of("--block-time", Integer.toString(secondsPerBlock), "--mixed-mining");
    }

    boolean makesAPast() {
        return genesis.isPresent();
    }
}
