package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Optional;

/// The private extensions of a VCEK or VLEK certificate under 1.3.6.1.4.1.3704.1 (VCEK
/// specification, chapter 3). Only the one canonical DER form is read: a level of 128 and above
/// takes two bytes.
final class EndorsementExtensions {
    private static final String ARC = "1.3.6.1.4.1.3704.1.";
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int IA5_STRING = 0x16;
    private static final int TWO_LENGTH_BYTES = 0x81;

    private final X509Certificate certificate;

    EndorsementExtensions(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /// The product without stepping; empty if the text is of no known one.
    Optional<Product> product() {
        return value("2")
                .map(der ->
                        Product.named(
                                new String(
                                        content(der, IA5_STRING).toArray(),
                                        StandardCharsets.US_ASCII)))
                .orElseThrow(() -> missing("product name"));
    }

    /// @throws IllegalArgumentException when one is missing, no canonical integer, or the structure
    ///   version is not the product's
    TcbVersion tcb(Product product) {
        int expected = product == Product.TURIN ? 1 : 0;
        int structure = level("1", "structure version");
        if (structure != expected) {
            throw new IllegalArgumentException(
                    "structure version " + structure + " in place of " + expected);
        }
        return new TcbVersion(
                product == Product.TURIN ? level("3.9", "FMC level") : 0,
                level("3.1", "boot loader level"),
                level("3.2", "TEE level"),
                level("3.3", "SNP level"),
                level("3.8", "microcode level"));
    }

    /// The raw bytes, without any inner DER; empty in a VLEK certificate.
    Optional<Bytes> hardwareId() {
        return value("4");
    }

    private int level(String arc, String name) {
        var der = value(arc).orElseThrow(() -> missing(name));
        var number = content(der, INTEGER);
        boolean small = number.size() == 1 && number.at(0) >= 0;
        boolean large = number.size() == 2 && number.at(0) == 0 && number.at(1) < 0;
        if (!small && !large) {
            throw new IllegalArgumentException(
                    "the " + name + " is no number from 0 to 255: " + der.toHex());
        }
        return number.at(number.size() - 1) & 0xff;
    }

    /// What the extension's OCTET STRING holds.
    private Optional<Bytes> value(String arc) {
        var wrapped = certificate.getExtensionValue(ARC + arc);
        return wrapped == null
                ? Optional.empty()
                : Optional.of(content(Bytes.of(wrapped), OCTET_STRING));
    }

    private static Bytes content(Bytes der, int tag) {
        if (der.size() >= 2 && der.at(0) == tag) {
            int length = der.at(1) & 0xff;
            boolean isLong = length == TWO_LENGTH_BYTES && der.size() > 2 && der.at(2) < 0;
            int start = isLong ? 3 : 2;
            int size = isLong ? der.at(2) & 0xff : length;
            if (start + size == der.size()) {
                return der.slice(start, der.size());
            }
        }
        throw new IllegalArgumentException("an extension is not in its DER form: " + der.toHex());
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("the certificate has no " + name);
    }
}
