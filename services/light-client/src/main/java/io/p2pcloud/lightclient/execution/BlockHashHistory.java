package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;

/// The contract that keeps the hashes of the last 8191 blocks in its storage (EIP-2935), so that an
/// older block's hash is one storage proof away.
public final class BlockHashHistory {
    public static final Address CONTRACT =
            Address.ofHex("0x0000F90827F1C53a10cb7A02335B175320002935");

    /// How many blocks back the hashes go.
    public static final int WINDOW = 8191;

    private BlockHashHistory() {}

    /// The slot that holds the hash of block `number`.
    public static Bytes32 slot(long number) {
        return Bytes32.ofNumber(number % WINDOW);
    }
}
