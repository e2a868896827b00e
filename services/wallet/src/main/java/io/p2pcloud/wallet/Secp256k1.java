package io.p2pcloud.wallet;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/// The curve of Ethereum's keys (SEC 2, section 2.4.1) and what follows from a public key.
public final class Secp256k1 {
    /// Bytes of an uncompressed public key: 0x04, x, y.
    public static final int PUBLIC_KEY_SIZE = 65;

    private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256k1");
    static final ECDomainParameters CURVE = new ECDomainParameters(PARAMETERS);
    static final BigInteger ORDER = CURVE.getN();
    static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    private Secp256k1() {}

    /// The account of an uncompressed public key of 65 bytes: the last 20 bytes of keccak(x, y).
    ///
    /// @throws IllegalArgumentException when the bytes are no point of the curve
    public static Address addressOf(Bytes publicKey) {
        return addressOf(point(publicKey));
    }

    static Address addressOf(ECPoint point) {
        var encoded = point.getEncoded(false);
        var hash = Keccak.hash(Arrays.copyOfRange(encoded, 1, encoded.length)).toArray();
        return Address.of(Arrays.copyOfRange(hash, hash.length - Address.SIZE, hash.length));
    }

    static ECPoint point(Bytes publicKey) {
        if (publicKey.size() != PUBLIC_KEY_SIZE || publicKey.at(0) != 4) {
            throw new IllegalArgumentException(
                    "expected an uncompressed public key of 65 bytes that begins with 04, got "
                            + publicKey.size()
                            + " bytes");
        }
        // decodePoint checks that the point lies on the curve; infinity has another length.
        return CURVE.getCurve().decodePoint(publicKey.toArray());
    }

    static ECPoint publicPoint(BigInteger secret) {
        return new FixedPointCombMultiplier().multiply(CURVE.getG(), secret).normalize();
    }

    /// SEC 1, section 4.1.6: the key that made (r, s) over `digest`, or null when none did.
    static @Nullable ECPoint recover(Bytes32 digest, BigInteger r, BigInteger s, boolean oddY) {
        var compressed = new byte[33];
        compressed[0] = (byte) (oddY ? 3 : 2);
        System.arraycopy(Bytes32.ofNumber(r).toArray(), 0, compressed, 1, Bytes32.SIZE);
        ECPoint nonce;
        try {
            nonce = CURVE.getCurve().decodePoint(compressed);
        } catch (IllegalArgumentException _) {
            return null; // r is the x of no point
        }
        var inverse = r.modInverse(ORDER);
        var ofBase = digest.toNumber().negate().multiply(inverse).mod(ORDER);
        var ofNonce = s.multiply(inverse).mod(ORDER);
        var key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), ofBase, nonce, ofNonce);
        return key.isInfinity() ? null : key.normalize();
    }
}
