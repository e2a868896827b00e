package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;

/// A revocation list in the making (RFC 5280, 5.1).
final class SimulatedRevocationList {
    private final String issuer;
    private final Instant issued;
    private final Instant next;
    private final List<Long> serials;
    private byte[] extensions = new byte[0];
    private byte[] entryExtensions = new byte[0];

    SimulatedRevocationList(String issuer, Instant issued, Instant next, List<Long> serials) {
        this.issuer = issuer;
        this.issued = issued;
        this.next = next;
        this.serials = List.copyOf(serials);
    }

    SimulatedRevocationList extension(String oid, boolean critical, byte[] value) {
        extensions = Der.explicit(0, Der.sequence(one(oid, critical, value)));
        return this;
    }

    /// Of every entry.
    SimulatedRevocationList entryExtension(String oid, boolean critical, byte[] value) {
        entryExtensions = Der.sequence(one(oid, critical, value));
        return this;
    }

    Bytes issue(KeyPair by) {
        var algorithm = SimulatedCertificate.pss("SHA-384", 48);
        var revoked = new ByteArrayOutputStream();
        for (long serial : serials) {
            revoked.writeBytes(
                    Der.sequence(Der.integer(serial), Der.time(issued), entryExtensions));
        }
        var body =
                Der.sequence(
                        Der.integer(1),
                        algorithm,
                        SimulatedCertificate.name(issuer),
                        Der.time(issued),
                        Der.time(next),
                        serials.isEmpty() ? new byte[0] : Der.sequence(revoked.toByteArray()),
                        extensions);
        return Bytes.of(
                Der.sequence(
                        body,
                        algorithm,
                        Der.bits(SimulatedCertificate.sign(by.getPrivate(), body, "SHA-384", 48))));
    }

    private static byte[] one(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }
}
