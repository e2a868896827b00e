package io.p2pcloud.wallet;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/// A secp256k1 key pair that signs. Signatures are deterministic (RFC 6979), so a weak source of
/// randomness at signing time cannot leak the key.
///
/// [#destroy] zeroes the one copy of the secret that this object keeps. Numbers that signing made
/// for a moment on the heap are left to the garbage collector.
public final class SigningKey implements Signer, Destroyable, AutoCloseable {
    private final byte[] secret;
    private final Bytes publicKey;
    private final Address address;
    private boolean destroyed;

    private SigningKey(byte[] secret) {
        this.secret = secret;
        var point = Secp256k1.publicPoint(new BigInteger(1, secret));
        publicKey = Bytes.of(point.getEncoded(false));
        address = Secp256k1.addressOf(point);
    }

    public static SigningKey create(SecureRandom random) {
        var secret = new byte[Bytes32.SIZE];
        do {
            random.nextBytes(secret);
        } while (!isSecret(secret));
        return new SigningKey(secret);
    }

    /// The key pair of a secret of 32 bytes, of which a copy is kept; the caller wipes his own.
    ///
    /// @throws IllegalArgumentException when the number is 0 or not below the curve's order
    public static SigningKey ofSecret(byte[] secret) {
        if (secret.length != Bytes32.SIZE || !isSecret(secret)) {
            throw new IllegalArgumentException("not a secp256k1 secret key");
        }
        return new SigningKey(secret.clone());
    }

    @Override
    public Address address() {
        return address;
    }

    /// Uncompressed, 65 bytes: 0x04, x, y.
    public Bytes publicKey() {
        return publicKey;
    }

    @Override
    public Signature sign(Bytes32 digest) {
        var key = new BigInteger(1, secretOnce());
        var nonces = new HMacDSAKCalculator(new SHA256Digest());
        nonces.init(Secp256k1.ORDER, key, digest.toArray());
        while (true) {
            var nonce = nonces.nextK();
            var point = Secp256k1.publicPoint(nonce);
            var r = point.getAffineXCoord().toBigInteger();
            if (r.signum() == 0 || r.compareTo(Secp256k1.ORDER) >= 0) {
                continue; // no recovery id of 27 or 28: one nonce in 2^128
            }
            var s =
                    BigIntegers.modOddInverse(Secp256k1.ORDER, nonce)
                            .multiply(digest.toNumber().add(key.multiply(r)))
                            .mod(Secp256k1.ORDER);
            if (s.signum() == 0) {
                continue;
            }
            boolean high = s.compareTo(Secp256k1.HALF_ORDER) > 0;
            // Negating s mirrors the point that is recovered.
            boolean odd = point.getAffineYCoord().testBitZero() != high;
            return new Signature(
                    Bytes32.ofNumber(r),
                    Bytes32.ofNumber(high ? Secp256k1.ORDER.subtract(s) : s),
                    odd ? 28 : 27);
        }
    }

    /// A copy of the secret for sealing or storing; the caller wipes it.
    ///
    /// @throws IllegalStateException after [#destroy]
    public synchronized byte[] exportSecret() {
        return secretOnce().clone();
    }

    @Override
    public synchronized void destroy() {
        Arrays.fill(secret, (byte) 0);
        destroyed = true;
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public void close() {
        destroy();
    }

    /// The account only; never the secret.
    @Override
    public String toString() {
        return "signing key of " + address;
    }

    private synchronized byte[] secretOnce() {
        if (destroyed) {
            throw new IllegalStateException("the key of " + address + " was locked");
        }
        return secret;
    }

    private static boolean isSecret(byte[] secret) {
        var number = new BigInteger(1, secret);
        return number.signum() > 0 && number.compareTo(Secp256k1.ORDER) < 0;
    }
}
