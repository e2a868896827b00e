package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import io.p2pcloud.lightclient.ssz.SszReader;
import io.p2pcloud.lightclient.ssz.SszWriter;

/// A beacon block without its body.
///
/// @param slot below 2^62, so that sums of slots cannot overflow
/// @param proposerIndex 64 unsigned bits
public record BeaconBlockHeader(
        long slot, long proposerIndex, Bytes32 parentRoot, Bytes32 stateRoot, Bytes32 bodyRoot) {
    static final int SIZE = 112;

    /// The default value, all zero.
    public static final BeaconBlockHeader EMPTY =
            new BeaconBlockHeader(0, 0, Bytes32.ZERO, Bytes32.ZERO, Bytes32.ZERO);

    public BeaconBlockHeader {
        Slots.check(slot);
    }

    static BeaconBlockHeader read(SszReader in) {
        return new BeaconBlockHeader(
                in.uint64(), in.uint64(), in.bytes32(), in.bytes32(), in.bytes32());
    }

    void write(SszWriter out) {
        out.uint64(slot)
                .uint64(proposerIndex)
                .bytes32(parentRoot)
                .bytes32(stateRoot)
                .bytes32(bodyRoot);
    }

    public Bytes32 hashTreeRoot() {
        return Merkle.container(
                Merkle.uint64(slot), Merkle.uint64(proposerIndex), parentRoot, stateRoot, bodyRoot);
    }
}
