package io.p2pcloud.protocol;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.protocol.NodeBinding.Role;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;

/// Judges the certificate that the other side shows: self-signed, in its time, and bound to an
/// account of the expected role on this chain and market.
public final class PeerCertificate {
    private static final int P256_BITS = 256;

    private PeerCertificate() {}

    /// Whom a checked certificate speaks for.
    public record Peer(Address account, Role role, Bytes32 spkiSha256) {}

    /// @throws CertificateException with the reason when the certificate binds nobody
    public static Peer check(
            X509Certificate certificate, long chainId, Address market, Role expected, Instant now)
            throws CertificateException {
        requireOwnKey(certificate);
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new CertificateException(
                    "the other side's certificate is not valid now; check both computers' clocks");
        }
        var value = certificate.getExtensionValue(BindingExtension.OID.getId());
        if (value == null) {
            throw new CertificateException("the certificate is bound to no account");
        }
        try {
            var extension = BindingExtension.decode(value);
            var spki = sha256(certificate.getPublicKey().getEncoded());
            var binding =
                    new NodeBinding(
                            chainId,
                            market,
                            extension.account(),
                            spki,
                            extension.role(),
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant());
            if (extension.role() != expected) {
                throw new CertificateException(
                        "the certificate is a " + extension.role() + "'s, expected " + expected);
            }
            if (!extension.signature().isBy(extension.account(), binding.digest())) {
                throw new CertificateException(
                        "account " + extension.account() + " did not sign for this certificate");
            }
            return new Peer(extension.account(), extension.role(), spki);
        } catch (IllegalArgumentException e) {
            throw new CertificateException("the certificate's binding is damaged", e);
        }
    }

    static Bytes32 sha256(byte[] bytes) {
        try {
            return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void requireOwnKey(X509Certificate certificate) throws CertificateException {
        if (!(certificate.getPublicKey() instanceof ECPublicKey key)
                || key.getParams().getOrder().bitLength() != P256_BITS) {
            throw new CertificateException("the certificate's key is not on P-256");
        }
        try {
            certificate.verify(key);
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the certificate is not signed by its own key", e);
        }
    }
}
