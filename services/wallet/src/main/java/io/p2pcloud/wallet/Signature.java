package io.p2pcloud.wallet;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/// An ECDSA signature over secp256k1 as the EVM's `ecrecover` takes it: `v` is 27 or 28, `s` is in
/// the lower half of the order (EIP-2), so that each signature has one form only.
public record Signature(Bytes32 r, Bytes32 s, int v) {
    public static final int SIZE = 65;
    private static final int MAX_DER = 72;

    public Signature {
        if (!inRange(r.toNumber()) || !inRange(s.toNumber())) {
            throw new IllegalArgumentException("a signature's r and s lie between 1 and n - 1");
        }
        if (s.toNumber().compareTo(Secp256k1.HALF_ORDER) > 0) {
            throw new IllegalArgumentException("a signature's s must be in the lower half (EIP-2)");
        }
        if (v != 27 && v != 28) {
            throw new IllegalArgumentException("a signature's v is 27 or 28, not " + v);
        }
    }

    /// Reads r, s (32 bytes each) and v (27 or 28, or 0 or 1).
    ///
    /// @throws IllegalArgumentException when the bytes are no signature in the form above
    public static Signature ofBytes65(Bytes bytes) {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException(
                    "expected a signature of 65 bytes, got " + bytes.size());
        }
        int v = bytes.at(64) & 0xff;
        return new Signature(
                new Bytes32(bytes.slice(0, 32)),
                new Bytes32(bytes.slice(32, 64)),
                v < 2 ? v + 27 : v);
    }

    /// Makes an OpenSSL-style signature (DER, any half of s, no recovery id) into one that
    /// `ecrecover` answers with `expected`.
    ///
    /// @throws IllegalArgumentException when the bytes are not strict DER of two numbers, or
    ///   `expected` did not sign `digest` with them
    public static Signature ofDer(Bytes der, Bytes32 digest, Address expected) {
        var numbers = parseDer(der);
        var r = numbers[0];
        var s =
                numbers[1].compareTo(Secp256k1.HALF_ORDER) > 0
                        ? Secp256k1.ORDER.subtract(numbers[1])
                        : numbers[1];
        for (int v = 27; v <= 28; v++) {
            var point = Secp256k1.recover(digest, r, s, v == 28);
            if (point != null && Secp256k1.addressOf(point).equals(expected)) {
                return new Signature(Bytes32.ofNumber(r), Bytes32.ofNumber(s), v);
            }
        }
        throw new IllegalArgumentException("the signature was not made by " + expected);
    }

    /// The account whose key signed `digest`. Any signature recovers to some account: compare it
    /// with the one that should have signed.
    ///
    /// @throws IllegalArgumentException when the numbers belong to no point of the curve
    public Address recover(Bytes32 digest) {
        var point = Secp256k1.recover(digest, r.toNumber(), s.toNumber(), v == 28);
        if (point == null) {
            throw new IllegalArgumentException("no key can have made this signature");
        }
        return Secp256k1.addressOf(point);
    }

    /// Whether `account`'s key made this signature over `digest`.
    public boolean isBy(Address account, Bytes32 digest) {
        var point = Secp256k1.recover(digest, r.toNumber(), s.toNumber(), v == 28);
        return point != null && Secp256k1.addressOf(point).equals(account);
    }

    /// r, s, v: 65 bytes with v 27 or 28.
    public Bytes toBytes65() {
        var bytes = new byte[SIZE];
        System.arraycopy(r.toArray(), 0, bytes, 0, 32);
        System.arraycopy(s.toArray(), 0, bytes, 32, 32);
        bytes[64] = (byte) v;
        return Bytes.of(bytes);
    }

    /// SEQUENCE { r INTEGER, s INTEGER }, as OpenSSL verifies it.
    public Bytes toDer() {
        try {
            return Bytes.of(
                    new DERSequence(
                                    new ASN1Integer[] {
                                        new ASN1Integer(r.toNumber()), new ASN1Integer(s.toNumber())
                                    })
                            .getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("two numbers always have a DER form", e);
        }
    }

    private static BigInteger[] parseDer(Bytes der) {
        if (der.size() > MAX_DER) {
            throw new IllegalArgumentException("a DER signature has at most 72 bytes");
        }
        try {
            var primitive = ASN1Primitive.fromByteArray(der.toArray());
            if (primitive instanceof ASN1Sequence sequence
                    && sequence.size() == 2
                    && sequence.getObjectAt(0) instanceof ASN1Integer r
                    && sequence.getObjectAt(1) instanceof ASN1Integer s
                    && inRange(r.getValue())
                    && inRange(s.getValue())
                    && Bytes.of(primitive.getEncoded(ASN1Encoding.DER)).equals(der)) {
                return new BigInteger[] {r.getValue(), s.getValue()};
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException("not a DER signature: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("not a DER signature of two numbers");
    }

    private static boolean inRange(BigInteger number) {
        return number.signum() > 0 && number.compareTo(Secp256k1.ORDER) < 0;
    }
}
