package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Certificates out of the forms in which they travel, with bounds on number and size. What cannot
/// be read is kept as a sentence: one damaged certificate does not hide the sound ones.
///
/// @param unreadable one sentence for each part that is no certificate
record CertificateSet(List<X509Certificate> certificates, List<String> unreadable) {
    static final int MAX_CERTIFICATES = 16;
    static final int MAX_PART = 1 << 18;
    private static final int MAX_CERTIFICATE = 1 << 14;
    private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String PEM_END = "-----END CERTIFICATE-----";

    CertificateSet {
        certificates = List.copyOf(certificates);
        unreadable = List.copyOf(unreadable);
    }

    static CertificateSet read(List<Bytes> parts) {
        var certificates = new ArrayList<X509Certificate>();
        var unreadable = new ArrayList<String>();
        for (var part : parts) {
            try {
                for (var der : split(part)) {
                    if (certificates.size() == MAX_CERTIFICATES) {
                        throw new IllegalArgumentException(
                                "there are more than " + MAX_CERTIFICATES + " certificates");
                    }
                    certificates.add(certificate(der));
                }
            } catch (IllegalArgumentException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
        return new CertificateSet(certificates, unreadable);
    }

    /// Whether every part of this is a certificate, and there is one at least.
    static boolean isReadable(Bytes part) {
        return read(List.of(part)).unreadable().isEmpty();
    }

    /// The DER bytes of every certificate in one part.
    private static List<Bytes> split(Bytes part) {
        if (part.size() > MAX_PART) {
            throw new IllegalArgumentException(
                    "certificates of " + part.size() + " bytes, at most " + MAX_PART);
        }
        if (startsAsPem(part)) {
            return splitPem(new String(part.toArray(), StandardCharsets.US_ASCII));
        }
        boolean sequence = part.size() > 0 && part.at(0) == 0x30;
        return sequence ? List.of(part) : CertificateTable.read(part);
    }

    private static boolean startsAsPem(Bytes part) {
        int at = 0;
        while (at < part.size() && Character.isWhitespace(part.at(at))) {
            at++;
        }
        return at < part.size() && part.at(at) == '-';
    }

    private static List<Bytes> splitPem(String text) {
        var all = new ArrayList<Bytes>();
        int at = 0;
        for (int begin = text.indexOf(PEM_BEGIN); begin >= 0; begin = text.indexOf(PEM_BEGIN, at)) {
            // An end that shares its dashes with the beginning is none (RFC 7468, 3).
            int content = begin + PEM_BEGIN.length();
            int end = text.indexOf(PEM_END, content);
            if (end < 0) {
                throw new IllegalArgumentException("a PEM certificate has no end");
            }
            var digits = text.substring(content, end).replaceAll("\\s", "");
            all.add(Bytes.of(Base64.getDecoder().decode(digits)));
            at = end + PEM_END.length();
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("the PEM text holds no certificate");
        }
        return all;
    }

    private static X509Certificate certificate(Bytes der) {
        if (der.size() > MAX_CERTIFICATE) {
            throw new IllegalArgumentException("a certificate of " + der.size() + " bytes");
        }
        try {
            var read =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(der.toArray()));
            if (!Bytes.of(read.getEncoded()).equals(der)) {
                throw new IllegalArgumentException("bytes follow the end of a certificate");
            }
            return read;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not a certificate: " + e.getMessage(), e);
        }
    }
}
