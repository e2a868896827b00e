package io.p2pcloud.devnet;

import io.p2pcloud.chain.JsonRpc;

/// A process and what talks to it.
record DevnetSession(
        AnvilProcess process, JsonRpc rpc, Faucet faucet, StateDumps dumps, DevnetBeacon beacon) {
    /// @param dump whether the state is put on disk first
    void end(boolean dump) {
        if (dump) {
            var _ = dumps.now();
        }
        dumps.close();
        beacon.close();
        process.stop();
        rpc.close();
    }
}
