package io.p2pcloud.devnet;

import io.p2pcloud.chain.ChainId;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.net.URI;

/// Where the embedded chain stands.
public sealed interface DevnetState {
    record Stopped() implements DevnetState {}

    /// @param step what it is doing, for the screen
    record Starting(String step) implements DevnetState {}

    /// @param rpc its JSON-RPC on loopback
    /// @param beacon where its blocks are vouched for, on loopback
    /// @param checkpoint a beacon block that a light client can start from
    /// @param token the test token, 6 decimals, which anyone may mint
    /// @param start whether what was there before is still there
    record Running(
            URI rpc,
            URI beacon,
            Bytes32 checkpoint,
            ChainId chain,
            Address token,
            Address market,
            Start start)
            implements DevnetState {}

    /// @param sentence for the user
    record Failed(String sentence) implements DevnetState {}

    /// What a start found in the folder.
    enum Start {
        /// Nothing: a new chain.
        FRESH,
        /// The chain of the last run, kept on disk.
        RESUMED,
        /// A process that an earlier run left behind, still running.
        ADOPTED,
        /// A chain of another version of the market, or a damaged one: it was set aside and a new
        /// one begun. Earlier leases are gone.
        REPLACED
    }
}
