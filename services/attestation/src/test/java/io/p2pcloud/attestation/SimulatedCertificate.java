package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A certificate in the making: by default as AMD would issue it, and wrong in one thing where a
/// test asks for it.
final class SimulatedCertificate {
    static final String AMD = "1.3.6.1.4.1.3704.1.";
    private static final String SHA_384 = "2.16.840.1.101.3.4.2.2";
    private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

    private final PublicKey key;
    private final Map<String, byte[]> extensions = new LinkedHashMap<>();
    private final Map<String, byte[]> critical = new LinkedHashMap<>();
    private final ByteArrayOutputStream repeated = new ByteArrayOutputStream();
    private byte[] subject;
    private byte[] issuer;
    private long serial;
    private Instant from = Instant.parse("2025-01-01T00:00:00Z");
    private Instant until = Instant.parse("2045-01-01T00:00:00Z");
    private String hash = "SHA-384";
    private int salt = 48;

    SimulatedCertificate(String subject, String issuer, PublicKey key) {
        this.subject = name(subject);
        this.issuer = name(issuer);
        this.key = key;
    }

    SimulatedCertificate serial(long value) {
        serial = value;
        return this;
    }

    SimulatedCertificate subject(byte[] name) {
        subject = name;
        return this;
    }

    SimulatedCertificate issuer(byte[] name) {
        issuer = name;
        return this;
    }

    SimulatedCertificate valid(Instant from, Instant until) {
        this.from = from;
        this.until = until;
        return this;
    }

    /// May issue certificates.
    SimulatedCertificate authority() {
        critical.put("2.5.29.19", Der.sequence(Der.bool(true)));
        // keyCertSign and cRLSign
        critical.put("2.5.29.15", Der.tagged(0x03, new byte[] {1, 0x06}));
        return this;
    }

    SimulatedCertificate extension(String oid, byte[] value) {
        extensions.put(oid, value);
        return this;
    }

    /// Beside the one that is there.
    SimulatedCertificate secondExtension(String oid, byte[] value) {
        repeated.writeBytes(Der.sequence(Der.oid(oid), Der.octets(value)));
        return this;
    }

    SimulatedCertificate without(String oid) {
        extensions.remove(oid);
        critical.remove(oid);
        return this;
    }

    SimulatedCertificate criticalExtension(String oid, byte[] value) {
        critical.put(oid, value);
        return this;
    }

    SimulatedCertificate signedWith(String hashName, int saltLength) {
        hash = hashName;
        salt = saltLength;
        return this;
    }

    Bytes issue(PrivateKey issuerKey) {
        var algorithm = pss(hash, salt);
        var body =
                Der.sequence(
                        Der.explicit(0, Der.integer(2)),
                        Der.integer(serial),
                        algorithm,
                        issuer,
                        Der.sequence(Der.time(from), Der.time(until)),
                        subject,
                        key.getEncoded(),
                        Der.explicit(3, Der.sequence(extensions())));
        return Bytes.of(Der.sequence(body, algorithm, Der.bits(sign(issuerKey, body, hash, salt))));
    }

    static byte[] name(String commonName) {
        return Der.sequence(
                attribute("2.5.4.11", "Engineering"),
                attribute("2.5.4.10", "Advanced Micro Devices"),
                attribute("2.5.4.3", commonName));
    }

    /// The same, but for a second value beside the common name.
    static byte[] doubleName(String commonName) {
        return Der.sequence(
                attribute("2.5.4.11", "Engineering"),
                attribute("2.5.4.10", "Advanced Micro Devices"),
                Der.set(valued("2.5.4.3", commonName), valued("2.5.4.5", "1")));
    }

    static byte[] pss(String hash, int salt) {
        var digest = Der.sequence(Der.oid(hash.equals("SHA-384") ? SHA_384 : SHA_256), Der.nul());
        return Der.sequence(
                Der.oid("1.2.840.113549.1.1.10"),
                Der.sequence(
                        Der.explicit(0, digest),
                        Der.explicit(1, Der.sequence(Der.oid("1.2.840.113549.1.1.8"), digest)),
                        Der.explicit(2, Der.integer(salt))));
    }

    static byte[] sign(PrivateKey key, byte[] body, String hash, int salt) {
        try {
            var signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(
                    new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), salt, 1));
            signature.initSign(key);
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private byte[] extensions() {
        var all = new ByteArrayOutputStream();
        critical.forEach((oid, value) ->
                all.writeBytes(Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))));
        extensions.forEach(
                (oid, value) -> all.writeBytes(Der.sequence(Der.oid(oid), Der.octets(value))));
        all.writeBytes(repeated.toByteArray());
        return all.toByteArray();
    }

    private static byte[] attribute(String oid, String value) {
        return Der.set(valued(oid, value));
    }

    private static byte[] valued(String oid, String value) {
        return Der.sequence(Der.oid(oid), Der.utf8(value));
    }
}
