package io.p2pcloud.attestation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/// How a certificate says that it is signed. AMD's are with RSASSA-PSS, SHA-384 and a salt of 48
/// bytes (VCEK specification, chapter 3).
final class CertificateAlgorithm {
    private static final String RSASSA_PSS = "1.2.840.113549.1.1.10";
    private static final int SALT = 48;
    private static final int LONG_FORM = 0x80;

    private CertificateAlgorithm() {}

    static boolean isAmds(X509Certificate certificate) {
        return isPss(certificate) && isStrict(certificate);
    }

    private static boolean isPss(X509Certificate certificate) {
        var encoded = certificate.getSigAlgParams();
        if (!RSASSA_PSS.equals(certificate.getSigAlgOID()) || encoded == null) {
            return false;
        }
        try {
            var parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            var pss = parameters.getParameterSpec(PSSParameterSpec.class);
            return pss.getDigestAlgorithm().equals("SHA-384")
                    && pss.getMGFParameters() instanceof MGF1ParameterSpec mask
                    && mask.getDigestAlgorithm().equals("SHA-384")
                    && pss.getSaltLength() == SALT
                    && pss.getTrailerField() == 1;
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }

    /// What stands beside the signed part is not signed, and the JDK does not look at all of it:
    /// the algorithm must be the same bytes as under the signature (RFC 5280, 4.1.1.2), and the
    /// signature must be whole bytes.
    private static boolean isStrict(X509Certificate certificate) {
        try {
            var inner = ByteBuffer.wrap(certificate.getTBSCertificate());
            enter(inner);
            skip(inner); // version
            skip(inner); // serial number
            var outer = ByteBuffer.wrap(certificate.getEncoded());
            enter(outer);
            skip(outer); // what is signed
            return element(inner).equals(element(outer)) && unusedBits(outer) == 0;
        } catch (CertificateEncodingException e) {
            return false;
        }
    }

    private static int unusedBits(ByteBuffer der) {
        enter(der);
        return der.get();
    }

    private static void enter(ByteBuffer der) {
        der.get();
        length(der);
    }

    private static void skip(ByteBuffer der) {
        element(der);
    }

    private static ByteBuffer element(ByteBuffer der) {
        int start = der.position();
        der.get();
        int size = length(der);
        var whole = der.slice(start, der.position() - start + size);
        der.position(start + whole.capacity());
        return whole;
    }

    /// The JDK has read the certificate, so lengths are whole and inside.
    private static int length(ByteBuffer der) {
        int first = der.get() & 0xff;
        if (first < LONG_FORM) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < first - LONG_FORM; i++) {
            length = (length << 8) | (der.get() & 0xff);
        }
        return length;
    }
}
