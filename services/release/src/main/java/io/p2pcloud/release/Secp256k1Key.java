package io.p2pcloud.release;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Keccak;
import java.math.BigInteger;

/// A public key on secp256k1 in the uncompressed form of SEC 1: `04`, x, y; 65 bytes, on the curve.
public record Secp256k1Key(Bytes value) {
    public static final int SIZE = 65;
    private static final BigInteger P =
            BigInteger.TWO
                    .pow(256)
                    .subtract(BigInteger.TWO.pow(32))
                    .subtract(BigInteger.valueOf(977));
    private static final BigInteger B = BigInteger.valueOf(7);

    public Secp256k1Key {
        if (value.size() != SIZE || value.at(0) != 4) {
            throw new IllegalArgumentException(
                    "expected an uncompressed secp256k1 key: 04 and 64 more bytes");
        }
        var x = coordinate(value, 1);
        var y = coordinate(value, 33);
        boolean onCurve =
                x.compareTo(P) < 0
                        && y.compareTo(P) < 0
                        && y.multiply(y).mod(P).equals(x.pow(3).add(B).mod(P));
        if (!onCurve) {
            throw new IllegalArgumentException("the key is no point of secp256k1");
        }
    }

    public static Secp256k1Key of(byte[] uncompressed) {
        return new Secp256k1Key(Bytes.of(uncompressed));
    }

    /// The account of this key: the last 20 bytes of keccak-256(x, y).
    public Address address() {
        var hash = Keccak.hash(value.slice(1, SIZE).toArray());
        return new Address(hash.value().slice(12, 32));
    }

    private static BigInteger coordinate(Bytes value, int from) {
        return new BigInteger(1, value.slice(from, from + 32).toArray());
    }
}
