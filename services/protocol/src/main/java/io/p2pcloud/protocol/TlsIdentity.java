package io.p2pcloud.protocol;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Hex;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.wallet.Signer;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A TLS key of our own with a self-signed certificate that an account's signature binds to it.
///
/// P-256, because neither TLS nor the JDK speaks secp256k1, so an account's key can never be the
/// TLS key itself.
///
/// @param spkiSha256 what a provider writes on chain, so that tenants can pin his key
public record TlsIdentity(PrivateKey key, X509Certificate certificate, Bytes32 spkiSha256) {
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final int SERIAL_BITS = 127;

    /// Makes a key and has `account` bind it for a year.
    public static TlsIdentity create(
            long chainId,
            Address market,
            Signer account,
            Role role,
            Instant now,
            SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return bind(chainId, market, account, role, now, random, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /// Binds an existing key anew, as after a move to another market or when a year has passed; the
    /// hash on chain stays.
    static TlsIdentity bind(
            long chainId,
            Address market,
            Signer account,
            Role role,
            Instant now,
            SecureRandom random,
            KeyPair pair) {
        var spki = PeerCertificate.sha256(pair.getPublic().getEncoded());
        var notBefore = now.minus(CLOCK_SKEW).truncatedTo(ChronoUnit.SECONDS);
        var notAfter = notBefore.plus(LIFETIME);
        var binding =
                new NodeBinding(
                        chainId, market, account.address(), spki, role, notBefore, notAfter);
        var extension =
                BindingExtension.encode(account.address(), role, account.sign(binding.digest()));
        var name = new X500Name("CN=" + Hex.of(account.address().toArray()));
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                                    name,
                                    new BigInteger(SERIAL_BITS, random),
                                    Date.from(notBefore),
                                    Date.from(notAfter),
                                    name,
                                    pair.getPublic())
                            .addExtension(
                                    new Extension(
                                            BindingExtension.OID,
                                            false,
                                            new DEROctetString(extension)));
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            var certificate =
                    new JcaX509CertificateConverter().getCertificate(builder.build(signer));
            return new TlsIdentity(pair.getPrivate(), certificate, spki);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("a certificate of our own could not be made", e);
        }
    }

    @Override
    public String toString() {
        return "TLS identity " + spkiSha256;
    }
}
