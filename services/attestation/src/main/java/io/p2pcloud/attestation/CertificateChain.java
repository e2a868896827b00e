package io.p2pcloud.attestation;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The three certificates out of a set that fit together best: the chip's (VCEK or VLEK), the one
/// that issued it (ASK or ASVK) and the root (ARK). Choosing trusts nothing; [CertificateChecks]
/// judges what was chosen.
record CertificateChain(
        @Nullable X509Certificate leaf,
        @Nullable X509Certificate intermediate,
        @Nullable X509Certificate root) {
    static final String VCEK_NAME = "SEV-VCEK";
    static final String VLEK_NAME = "SEV-VLEK";
    private static final int RSA_BITS = 4096;

    /// Prefers the leaf whose key signed the report and that is valid `at` the time: certificates
    /// for one key are re-issued, and a cache may hold those of several firmware levels.
    static CertificateChain choose(
            CertificateSet set, SnpReport report, TrustedRoots roots, Instant at) {
        var wanted = report.signingKey() == SigningKey.VLEK ? VLEK_NAME : VCEK_NAME;
        boolean signed = ReportSignature.fault(report).isEmpty();
        var leaf =
                best(
                        set.certificates().stream().filter(CertificateChain::isLeaf),
                        certificate -> subject(certificate).equals(wanted),
                        certificate ->
                                signed
                                        && ReportSignature.verifies(
                                                report, certificate.getPublicKey()),
                        certificate -> anchored(set, certificate, roots),
                        certificate -> isValid(certificate, at));
        var intermediate =
                leaf.flatMap(below ->
                        best(
                                issuers(set, below),
                                above -> signature(below, above).isEmpty(),
                                above -> isValid(above, at)));
        var root =
                intermediate.flatMap(below ->
                        best(
                                issuers(set, below),
                                above -> roots.find(above.getPublicKey()).isPresent(),
                                above -> isValid(above, at)));
        return new CertificateChain(
                leaf.orElse(null), intermediate.orElse(null), root.orElse(null));
    }

    /// The product of the authority that issued the leaf, for reports that do not name their CPU.
    Optional<Product> issuerProduct() {
        if (leaf == null) {
            return Optional.empty();
        }
        var issuer = CertificateName.commonName(leaf.getIssuerX500Principal());
        return Product.named(issuer.substring(issuer.lastIndexOf('-') + 1));
    }

    List<X509Certificate> present() {
        return Stream.of(leaf, intermediate, root)
                .<X509Certificate>mapMulti((certificate, sink) -> {
                    if (certificate != null) {
                        sink.accept(certificate);
                    }
                })
                .toList();
    }

    static String subject(X509Certificate certificate) {
        return CertificateName.commonName(certificate.getSubjectX500Principal());
    }

    static boolean isValid(X509Certificate certificate, Instant at) {
        return !at.isBefore(certificate.getNotBefore().toInstant())
                && !at.isAfter(certificate.getNotAfter().toInstant());
    }

    /// What is wrong with the form of a leaf; empty if nothing is.
    static Optional<String> leafFault(X509Certificate leaf) {
        if (!P384.isOn(leaf.getPublicKey())) {
            return Optional.of("its key is not one of P-384");
        }
        if (leaf.getBasicConstraints() >= 0) {
            return Optional.of("it claims to be an authority");
        }
        return leaf.hasUnsupportedCriticalExtension()
                ? Optional.of("it has a critical extension that is not known")
                : Optional.empty();
    }

    /// What is wrong with the links for this product, from the root down; empty if nothing is.
    List<String> linkFaults(Product product) {
        if (leaf == null || intermediate == null || root == null) {
            return List.of("the chain is not complete");
        }
        var faults = new ArrayList<String>();
        boolean loaded = subject(leaf).equals(VLEK_NAME);
        requireName(root, "ARK-" + product, faults);
        requireName(intermediate, (loaded ? "SEV-VLEK-" : "SEV-") + product, faults);
        requireAuthority(root, faults);
        requireAuthority(intermediate, faults);
        signature(root, root).ifPresent(faults::add);
        signature(intermediate, root).ifPresent(faults::add);
        signature(leaf, intermediate).ifPresent(faults::add);
        return List.copyOf(faults);
    }

    private static void requireName(
            X509Certificate certificate, String expected, List<String> faults) {
        var actual = subject(certificate);
        if (!actual.equals(expected)) {
            faults.add("a certificate is for \"%s\" in place of %s".formatted(actual, expected));
        }
    }

    private static void requireAuthority(X509Certificate certificate, List<String> faults) {
        var usage = certificate.getKeyUsage();
        boolean signs = usage == null || usage[5];
        if (certificate.getBasicConstraints() < 0
                || !signs
                || certificate.hasUnsupportedCriticalExtension()) {
            faults.add(subject(certificate) + " may not issue certificates");
        }
    }

    /// What is wrong with the signature under `below` by `above`: AMD signs with RSASSA-PSS,
    /// SHA-384, a salt of 48 bytes and keys of 4096 bits (VCEK specification, chapter 3).
    private static Optional<String> signature(X509Certificate below, X509Certificate above) {
        if (!(above.getPublicKey() instanceof RSAPublicKey key)
                || key.getModulus().bitLength() != RSA_BITS) {
            return Optional.of("the key of " + subject(above) + " is not RSA of 4096 bits");
        }
        if (!CertificateAlgorithm.isAmds(below)) {
            return Optional.of(
                    subject(below) + " is not signed with RSASSA-PSS, SHA-384 and 48 bytes salt");
        }
        try {
            below.verify(key);
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.of(subject(below) + " was not signed by " + subject(above));
        }
    }

    /// Whether the set holds a way from this leaf to a pinned root.
    private static boolean anchored(CertificateSet set, X509Certificate leaf, TrustedRoots roots) {
        return issuers(set, leaf)
                .anyMatch(above ->
                        signature(leaf, above).isEmpty() && signedByPinned(set, above, roots));
    }

    private static boolean signedByPinned(
            CertificateSet set, X509Certificate intermediate, TrustedRoots roots) {
        return issuers(set, intermediate)
                .anyMatch(above ->
                        roots.find(above.getPublicKey()).isPresent()
                                && signature(intermediate, above).isEmpty());
    }

    private static boolean isLeaf(X509Certificate certificate) {
        var name = subject(certificate);
        return name.equals(VCEK_NAME) || name.equals(VLEK_NAME);
    }

    private static Stream<X509Certificate> issuers(CertificateSet set, X509Certificate of) {
        return set.certificates().stream()
                .filter(certificate ->
                        certificate.getSubjectX500Principal().equals(of.getIssuerX500Principal()));
    }

    /// The first that meets the most of the wishes, an earlier wish weighing more than all after
    /// it.
    @SafeVarargs
    private static Optional<X509Certificate> best(
            Stream<X509Certificate> candidates, Predicate<X509Certificate>... wishes) {
        var all = candidates.toList();
        if (all.size() < 2) {
            return all.stream().findFirst();
        }
        X509Certificate best = null;
        int most = -1;
        for (var candidate : all) {
            int score = 0;
            for (var wish : wishes) {
                score = score * 2 + (wish.test(candidate) ? 1 : 0);
            }
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }
}
