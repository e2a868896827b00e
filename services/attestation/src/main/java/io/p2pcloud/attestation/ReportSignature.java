package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/// The signature field of a report: r and s as little-endian numbers of 72 bytes, then zeros (AMD
/// 56860, chapter 10, ECDSA P-384 with SHA-384).
final class ReportSignature {
    private static final int FIELD = 72;
    private static final int NUMBER = 48;
    private static final BigInteger ORDER =
            new BigInteger(
                    "ffffffffffffffffffffffffffffffffffffffffffffffff"
                            + "c7634d81f4372ddf581a0db248b0a77aecec196accc52973",
                    16);

    private ReportSignature() {}

    /// What is wrong with the form; empty if nothing is.
    static Optional<String> fault(SnpReport report) {
        var field = report.signature();
        if (report.signatureAlgorithm() != 1) {
            return Optional.of(
                    "algorithm %d in place of 1, ECDSA P-384 with SHA-384"
                            .formatted(report.signatureAlgorithm()));
        }
        boolean padded =
                LittleEndian.isZero(field, NUMBER, FIELD)
                        && LittleEndian.isZero(field, FIELD + NUMBER, 2 * FIELD)
                        && LittleEndian.isZero(field, 2 * FIELD, field.size());
        if (!padded) {
            return Optional.of("the padding is not zero");
        }
        if (!inRange(field, 0)) {
            return Optional.of("r is not between 0 and the order of P-384");
        }
        return inRange(field, FIELD)
                ? Optional.empty()
                : Optional.of("s is not between 0 and the order of P-384");
    }

    /// Only for a signature without fault.
    static boolean verifies(SnpReport report, PublicKey key) {
        try {
            var field = report.signature();
            var rs = new byte[2 * NUMBER];
            System.arraycopy(bigEndian(field, 0), 0, rs, 0, NUMBER);
            System.arraycopy(bigEndian(field, FIELD), 0, rs, NUMBER, NUMBER);
            var verifier = Signature.getInstance("SHA384withECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(report.signedBytes().toArray());
            return verifier.verify(rs);
        } catch (GeneralSecurityException e) {
            // A key of another kind, or one that the provider calls malformed, signed nothing.
            return false;
        }
    }

    private static boolean inRange(Bytes field, int offset) {
        var number = new BigInteger(1, bigEndian(field, offset));
        return number.signum() > 0 && number.compareTo(ORDER) < 0;
    }

    private static byte[] bigEndian(Bytes field, int offset) {
        var number = new byte[NUMBER];
        for (int i = 0; i < NUMBER; i++) {
            number[NUMBER - 1 - i] = field.at(offset + i);
        }
        return number;
    }
}
