package io.p2pcloud.devnet;

import io.p2pcloud.chain.ChainId;
import java.util.List;

/// How the embedded chain ticks.
///
/// @param secondsPerBlock between empty blocks, so that time goes on without transactions; 0 for
///   none
record DevnetClockwork(ChainId chain, int secondsPerBlock) {
    /// A block for each transaction at once, and an empty one when nothing happens.
    List<String> mining() {
        return secondsPerBlock == 0
                ? List.of()
                : List.of("--block-time", Integer.toString(secondsPerBlock), "--mixed-mining");
    }
}
