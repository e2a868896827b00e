package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/// A signature on secp256k1 as the pair (r, s), each from 1 to the group's order less one. OpenSSL
/// in the guest speaks DER, the chain speaks r and s with s in the lower half: both forms of one
/// signature verify.
public record EcdsaSignature(Bytes32 r, Bytes32 s) {
    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final int MAX_DER = 72;

    public EcdsaSignature {
        requireScalar(r);
        requireScalar(s);
    }

    /// Reads the DER form (SEC 1, C.5), only in its canonical encoding.
    ///
    /// @throws IllegalArgumentException when the bytes are anything else
    public static EcdsaSignature ofDer(Bytes der) {
        if (der.size() < 8 || der.size() > MAX_DER || der.at(0) != 0x30) {
            throw new IllegalArgumentException("not a DER signature");
        }
        if (der.at(1) != der.size() - 2) {
            throw new IllegalArgumentException("the DER signature has a wrong length");
        }
        int rLength = integerLength(der, 2);
        int sAt = 4 + rLength;
        int sLength = integerLength(der, sAt);
        if (sAt + 2 + sLength != der.size()) {
            throw new IllegalArgumentException("bytes after the end of a DER signature");
        }
        return new EcdsaSignature(integer(der, 4, rLength), integer(der, sAt + 2, sLength));
    }

    public Bytes toDer() {
        var r = this.r.toNumber().toByteArray();
        var s = this.s.toNumber().toByteArray();
        var der = new ByteArrayOutputStream();
        der.write(0x30);
        der.write(4 + r.length + s.length);
        der.write(2);
        der.write(r.length);
        der.writeBytes(r);
        der.write(2);
        der.write(s.length);
        der.writeBytes(s);
        return Bytes.of(der.toByteArray());
    }

    /// The form that contracts accept (EIP-2: s at most half the order).
    public EcdsaSignature lowS() {
        var number = s.toNumber();
        return number.compareTo(ORDER.shiftRight(1)) <= 0
                ? this
                : new EcdsaSignature(r, Bytes32.ofNumber(ORDER.subtract(number)));
    }

    private static int integerLength(Bytes der, int at) {
        if (at + 2 > der.size() || der.at(at) != 2) {
            throw new IllegalArgumentException("expected a DER integer");
        }
        int length = der.at(at + 1);
        if (length < 1 || length > 33 || at + 2 + length > der.size()) {
            throw new IllegalArgumentException("a DER integer has a wrong length");
        }
        boolean negative = der.at(at + 2) < 0;
        boolean padded = length > 1 && der.at(at + 2) == 0 && der.at(at + 3) >= 0;
        if (negative || padded) {
            throw new IllegalArgumentException("a DER integer is not canonical");
        }
        return length;
    }

    private static Bytes32 integer(Bytes der, int at, int length) {
        return Bytes32.ofNumber(new BigInteger(1, der.slice(at, at + length).toArray()));
    }

    private static void requireScalar(Bytes32 word) {
        var number = word.toNumber();
        if (number.signum() == 0 || number.compareTo(ORDER) >= 0) {
            throw new IllegalArgumentException("not a scalar of secp256k1");
        }
    }
}
