package io.p2pcloud.market;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import java.math.BigInteger;

/// Arithmetic of storage slots (Solidity documentation, "Mappings and Dynamic Arrays").
final class StorageSlots {
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(256);

    private StorageSlots() {}

    /// The value of `key` in the mapping at `slot`.
    static Bytes32 mapped(Bytes32 key, Bytes32 slot) {
        return Keccak.hash(key.toArray(), slot.toArray());
    }

    /// Where the content of the dynamic array, or of the long string, at `slot` begins.
    static Bytes32 content(Bytes32 slot) {
        return Keccak.hash(slot.toArray());
    }

    static Bytes32 plus(Bytes32 slot, long distance) {
        return Bytes32.ofNumber(slot.toNumber().add(BigInteger.valueOf(distance)).mod(ALL));
    }
}
