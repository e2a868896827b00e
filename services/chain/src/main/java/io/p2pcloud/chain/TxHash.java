package io.p2pcloud.chain;

import io.p2pcloud.common.Bytes32;

/// The hash by which a transaction is known.
public record TxHash(Bytes32 value) {
    public static TxHash ofHex(String text) {
        return new TxHash(Bytes32.ofHex(text));
    }

    public String toHex() {
        return value.toHex();
    }

    @Override
    public String toString() {
        return value.toHex();
    }
}
