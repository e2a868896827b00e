package io.p2pcloud.attestation;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;

/// An elliptic key that spells its parameters out in place of naming the curve (RFC 3279, 2.3.5),
/// whatever they are. A provider that reads such keys hands them over like any other.
record OddKey(ECPoint point, ECParameterSpec parameters) implements ECPublicKey {
    private static final int NUMBER = 48;

    @Override
    public ECPoint getW() {
        return point;
    }

    @Override
    public ECParameterSpec getParams() {
        return parameters;
    }

    @Override
    public String getAlgorithm() {
        return "EC";
    }

    @Override
    public String getFormat() {
        return "X.509";
    }

    @Override
    public byte[] getEncoded() {
        var curve = parameters.getCurve();
        return Der.sequence(
                Der.sequence(
                        Der.oid("1.2.840.10045.2.1"),
                        Der.sequence(
                                Der.integer(1),
                                Der.sequence(
                                        Der.oid("1.2.840.10045.1.1"),
                                        Der.integer(((ECFieldFp) curve.getField()).getP())),
                                Der.sequence(
                                        Der.octets(number(curve.getA())),
                                        Der.octets(number(curve.getB()))),
                                Der.octets(uncompressed(parameters.getGenerator())),
                                Der.integer(parameters.getOrder()),
                                Der.integer(parameters.getCofactor()))),
                Der.bits(uncompressed(point)));
    }

    private static byte[] uncompressed(ECPoint point) {
        var all = new byte[1 + 2 * NUMBER];
        all[0] = 4;
        System.arraycopy(number(point.getAffineX()), 0, all, 1, NUMBER);
        System.arraycopy(number(point.getAffineY()), 0, all, 1 + NUMBER, NUMBER);
        return all;
    }

    private static byte[] number(BigInteger value) {
        var bytes = value.toByteArray();
        var padded = new byte[NUMBER];
        var sign = bytes.length > NUMBER ? 1 : 0;
        var digits = Arrays.copyOfRange(bytes, sign, bytes.length);
        System.arraycopy(digits, 0, padded, NUMBER - digits.length, digits.length);
        return padded;
    }
}
