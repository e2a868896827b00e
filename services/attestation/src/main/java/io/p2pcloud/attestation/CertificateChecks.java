package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Reason.CHAIN_LEAF;
import static io.p2pcloud.attestation.Reason.CHAIN_LINKS;
import static io.p2pcloud.attestation.Reason.CHAIN_ROOT;
import static io.p2pcloud.attestation.Reason.CHAIN_TIME;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Whether the certificates lead from a pinned root to the chip's key (VCEK specification, chapter
/// 3).
final class CertificateChecks {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Subject subject;
    private final TrustedRoots roots;
    private final Checks checks;

    CertificateChecks(Subject subject, TrustedRoots roots, Checks checks) {
        this.subject = subject;
        this.roots = roots;
        this.checks = checks;
    }

    /// Whether the chain ends in a root of a test.
    boolean simulated() {
        var root = subject.chain().root();
        return root != null
                && roots.find(root.getPublicKey()).map(TrustedRoots.Root::simulated).orElse(false);
    }

    void check(Instant at) {
        leaf();
        if (subject.chain().leaf() != null) {
            root();
            links();
            time(at);
        }
    }

    private void leaf() {
        var leaf = subject.chain().leaf();
        if (leaf == null) {
            checks.add(
                    new Check(
                            CHAIN_LEAF,
                            Status.FAIL,
                            "a certificate SEV-VCEK or SEV-VLEK",
                            subject.set().certificates().size() + " other certificates",
                            "AMD's certificate for this processor is missing: nothing was"
                                    + " verified.",
                            String.join("; ", subject.set().unreadable())));
            return;
        }
        var fault = CertificateChain.leafFault(leaf);
        checks.require(
                CHAIN_LEAF,
                fault.isEmpty(),
                "a P-384 key of a processor",
                fault.orElse(CertificateChain.subject(leaf)),
                "The processor's certificate is readable.",
                "The processor's certificate has not the form of AMD's: do not use this machine.");
    }

    private void root() {
        var product = subject.product();
        var root = subject.chain().root();
        if (product == null) {
            return;
        }
        var expected = roots.expected(product);
        if (root == null) {
            checks.decide(
                    CHAIN_ROOT,
                    Status.FAIL,
                    expected,
                    "missing",
                    "The certificates of AMD above the processor's are missing (%s): get them from"
                                    .formatted(missing())
                            + " AMD's key service.");
            return;
        }
        var digest = Digests.sha256(root.getPublicKey().getEncoded()).toHex();
        var known = roots.find(root.getPublicKey());
        boolean right = known.isPresent() && known.get().product() == product;
        boolean simulated = right && known.get().simulated();
        checks.decide(
                CHAIN_ROOT,
                !right ? Status.FAIL : simulated ? Status.NOTE : Status.PASS,
                expected,
                digest,
                !right
                        ? "The processor's certificate was not issued by AMD for %s: do not use this"
                                        .formatted(product)
                                + " machine."
                        : simulated
                                ? "SIMULATED: the proof comes from a test and says nothing about"
                                        + " hardware."
                                : "The certificates end in AMD's own root key for %s."
                                        .formatted(product));
    }

    private String missing() {
        var leaf = subject.chain().leaf();
        var intermediate = subject.chain().intermediate();
        var above = intermediate != null ? intermediate : leaf;
        return above == null ? "" : CertificateName.commonName(above.getIssuerX500Principal());
    }

    private void links() {
        var product = subject.product();
        if (product == null) {
            return;
        }
        var faults = subject.chain().linkFaults(product);
        checks.require(
                CHAIN_LINKS,
                faults.isEmpty(),
                "each signed by the one above",
                faults.isEmpty() ? "as expected" : String.join("; ", faults),
                "Every certificate was signed by the one above it.",
                "The processor's certificate does not lead to AMD's root for %s: do not use this"
                                .formatted(product)
                        + " machine.");
    }

    private void time(Instant at) {
        for (var certificate : subject.chain().present()) {
            if (!CertificateChain.isValid(certificate, at)) {
                checks.decide(
                        CHAIN_TIME,
                        Status.FAIL,
                        "%s to %s"
                                .formatted(
                                        certificate.getNotBefore().toInstant(),
                                        certificate.getNotAfter().toInstant()),
                        at,
                        invalid(certificate, at));
                return;
            }
        }
        checks.decide(
                CHAIN_TIME, Status.PASS, "valid", at, "All certificates are valid at this time.");
    }

    private static String invalid(X509Certificate certificate, Instant at) {
        var name = CertificateChain.subject(certificate);
        var from = certificate.getNotBefore().toInstant();
        return at.isBefore(from)
                ? "The certificate %s is valid only from %s on: check this computer's date."
                        .formatted(name, DAY.format(from))
                : "The certificate %s expired on %s: get a new one from AMD's key service."
                        .formatted(name, DAY.format(certificate.getNotAfter().toInstant()));
    }
}
