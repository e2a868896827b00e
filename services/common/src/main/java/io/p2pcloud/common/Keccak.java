package io.p2pcloud.common;

import org.bouncycastle.crypto.digests.KeccakDigest;

/// Keccak-256 with the original padding, as Ethereum uses it (not the later SHA3-256).
public final class Keccak {
    private Keccak() {}

    /// The hash of all `parts`, one after another, with nothing between them.
    public static Bytes32 hash(byte[]... parts) {
        var digest = new KeccakDigest(256);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        var hash = new byte[Bytes32.SIZE];
        digest.doFinal(hash, 0);
        return Bytes32.of(hash);
    }
}
