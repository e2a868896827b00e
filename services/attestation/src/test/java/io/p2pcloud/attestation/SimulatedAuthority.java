package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// A root and an intermediate that stand in for AMD's of one product. Its private keys lie open in
/// the test resources: nothing but a test trusts it.
public final class SimulatedAuthority {
    static final long INTERMEDIATE_SERIAL = 0x10001;
    static final long LOADED_SERIAL = 0x10101;

    private final Product product;
    private final KeyPair root;
    private final KeyPair intermediate = key("ask");

    public SimulatedAuthority(Product product) {
        this.product = product;
        this.root = key("ark-" + product.productName().toLowerCase(Locale.ROOT));
    }

    public Product product() {
        return product;
    }

    /// AMD's roots and this one.
    public TrustedRoots trusted() {
        return TrustedRoots.amd()
                .andSimulated(Digests.sha256(root.getPublic().getEncoded()), product);
    }

    KeyPair root() {
        return root;
    }

    KeyPair intermediate() {
        return intermediate;
    }

    SimulatedCertificate rootCertificate() {
        return new SimulatedCertificate("ARK-" + product, "ARK-" + product, root.getPublic())
                .serial(0x10000)
                .authority();
    }

    SimulatedCertificate intermediateCertificate(boolean loaded) {
        return new SimulatedCertificate(
                        (loaded ? "SEV-VLEK-" : "SEV-") + product,
                        "ARK-" + product,
                        intermediate.getPublic())
                .serial(loaded ? LOADED_SERIAL : INTERMEDIATE_SERIAL)
                .authority();
    }

    /// Of a chip's own key; its extensions can still be changed.
    SimulatedCertificate chipCertificate(PublicKey key, TcbVersion tcb, Bytes hardwareId) {
        return levels(new SimulatedCertificate("SEV-VCEK", "SEV-" + product, key), tcb)
                .extension(
                        SimulatedCertificate.AMD + "4",
                        hardwareId.slice(0, product.hardwareIdSize()).toArray());
    }

    SimulatedCertificate loadedCertificate(PublicKey key, TcbVersion tcb) {
        return levels(new SimulatedCertificate("SEV-VLEK", "SEV-VLEK-" + product, key), tcb)
                .extension(SimulatedCertificate.AMD + "5", Der.ia5("CN=cloud.example"));
    }

    Bytes issueRoot() {
        return rootCertificate().issue(root.getPrivate());
    }

    Bytes issueIntermediate(boolean loaded) {
        return intermediateCertificate(loaded).issue(root.getPrivate());
    }

    /// A revocation list by the root.
    Bytes revocationList(Instant issued, Instant next, List<Long> serials) {
        return revocationList(issued, next, serials, root);
    }

    Bytes revocationList(Instant issued, Instant next, List<Long> serials, KeyPair by) {
        return new SimulatedRevocationList("ARK-" + product, issued, next, serials).issue(by);
    }

    private SimulatedCertificate levels(SimulatedCertificate certificate, TcbVersion tcb) {
        boolean turin = product == Product.TURIN;
        certificate
                .extension(SimulatedCertificate.AMD + "1", Der.integer(turin ? 1 : 0))
                .extension(
                        SimulatedCertificate.AMD + "2",
                        Der.ia5(product == Product.MILAN ? "Milan-B0" : product.productName()))
                .extension(SimulatedCertificate.AMD + "3.1", Der.integer(tcb.bootloader()))
                .extension(SimulatedCertificate.AMD + "3.2", Der.integer(tcb.tee()))
                .extension(SimulatedCertificate.AMD + "3.3", Der.integer(tcb.snp()))
                .extension(SimulatedCertificate.AMD + "3.8", Der.integer(tcb.microcode()));
        return turin
                ? certificate.extension(SimulatedCertificate.AMD + "3.9", Der.integer(tcb.fmc()))
                : certificate;
    }

    private static KeyPair key(String name) {
        var file = "simulated-" + name + ".txt";
        try (var in = SimulatedAuthority.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no test resource " + file);
            }
            var text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            var factory = KeyFactory.getInstance("RSA");
            var secret =
                    (RSAPrivateCrtKey)
                            factory.generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text)));
            return new KeyPair(
                    factory.generatePublic(
                            new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent())),
                    secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the test key " + file + " is damaged", e);
        }
    }
}
