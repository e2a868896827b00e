package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Reason.CHIP_CERTIFICATE;
import static io.p2pcloud.attestation.Reason.CHIP_PRODUCT;
import static io.p2pcloud.attestation.Reason.CHIP_STANDING;
import static io.p2pcloud.attestation.Reason.SIGNATURE;
import static io.p2pcloud.attestation.Reason.SIGNING_KEY;
import static io.p2pcloud.attestation.Reason.TCB_CERTIFICATE;

import java.security.cert.X509Certificate;
import java.util.Optional;

/// Whether report and certificate belong together: one key, one chip, one set of firmware levels.
final class SignatureChecks {
    private final Subject subject;
    private final SnpReport report;
    private final Checks checks;

    SignatureChecks(Subject subject, Checks checks) {
        this.subject = subject;
        this.report = subject.report();
        this.checks = checks;
    }

    void check(boolean vlekAllowed) {
        var leaf = subject.chain().leaf();
        standing();
        signingKey(vlekAllowed);
        if (leaf == null) {
            knownProduct();
            return;
        }
        signature(leaf);
        var product = subject.product();
        if (product == null) {
            knownProduct();
            return;
        }
        var extensions = new EndorsementExtensions(leaf);
        product(product, extensions);
        hardware(product, extensions, isLoaded(leaf));
        levels(product, extensions);
    }

    private void knownProduct() {
        var product = subject.product();
        checks.require(
                CHIP_PRODUCT,
                product != null && report.cpu().isPresent(),
                "a known AMD EPYC processor",
                report.cpu().map(CpuModel::toString).orElse("not named"),
                "The report comes from a processor of the line %s.".formatted(product),
                "Unknown AMD processor (%s): update the app."
                        .formatted(report.cpu().map(CpuModel::toString).orElse("not named")));
    }

    private void product(Product product, EndorsementExtensions extensions) {
        String actual;
        boolean same;
        try {
            var named = extensions.product();
            actual = named.map(Product::productName).orElse("unknown");
            same = named.equals(Optional.of(product));
        } catch (IllegalArgumentException e) {
            actual = String.valueOf(e.getMessage());
            same = false;
        }
        checks.require(
                CHIP_PRODUCT,
                same,
                product,
                actual,
                report.cpu()
                        .map(cpu ->
                                "Report and certificate are of one product, %s (%s)."
                                        .formatted(product, cpu))
                        .orElse(
                                "The certificate is for %s; the report does not say."
                                        .formatted(product)),
                "Report and certificate are of different processors: do not use this machine.");
    }

    private void standing() {
        var rule = subject.rule();
        if (rule == null) {
            return;
        }
        var status =
                switch (rule.best()) {
                    case RELEASE -> Status.PASS;
                    case ASK -> Status.WARN;
                    case REFUSE -> Status.FAIL;
                };
        checks.decide(
                CHIP_STANDING,
                status,
                "no published break",
                rule.name(),
                status == Status.PASS
                        ? "No break of this processor's protection is known: %s."
                                .formatted(rule.name())
                        : rule.weakness());
    }

    private void signingKey(boolean vlekAllowed) {
        var kind = report.signingKey();
        var leaf = subject.chain().leaf();
        boolean loaded = kind == SigningKey.VLEK;
        boolean matches = leaf == null || isLoaded(leaf) == loaded;
        boolean own = kind == SigningKey.VCEK;
        String sentence;
        Status status;
        if (report.chipKeyMasked() || (!own && !loaded)) {
            status = Status.FAIL;
            sentence = "The host keeps the processor's key out of the report: nothing is proven.";
        } else if (!matches) {
            status = Status.FAIL;
            sentence = "The certificate is for another kind of key than the report's.";
        } else if (loaded && !vlekAllowed) {
            status = Status.FAIL;
            sentence =
                    "The report is signed with a cloud operator's key (VLEK), which does not name"
                            + " one processor: allow it only for an operator that you chose.";
        } else {
            status = loaded ? Status.NOTE : Status.PASS;
            sentence =
                    loaded
                            ? "The report is signed with a cloud operator's key, as you allowed."
                            : "The report is signed with the processor's own key.";
        }
        checks.decide(
                SIGNING_KEY,
                status,
                vlekAllowed ? "VCEK or VLEK" : "VCEK",
                kind + (report.chipKeyMasked() ? ", masked" : ""),
                sentence);
    }

    private void signature(X509Certificate leaf) {
        boolean holds =
                ReportSignature.fault(report).isEmpty()
                        && ReportSignature.verifies(report, leaf.getPublicKey());
        checks.require(
                SIGNATURE,
                holds,
                "signed by the certificate's key",
                holds ? "as expected" : "not signed by it",
                "The report was signed by this processor and not changed since.",
                "The report was changed or does not belong to this processor: do not use this"
                        + " machine.");
    }

    private void hardware(Product product, EndorsementExtensions extensions, boolean loaded) {
        String actual;
        boolean same;
        var chip = report.chipId();
        var size = product.hardwareIdSize();
        try {
            var id = extensions.hardwareId();
            actual = id.map(Object::toString).orElse("none");
            same =
                    loaded
                            ? id.isEmpty()
                            : id.isPresent()
                                    && id.get().equals(chip.slice(0, size))
                                    && LittleEndian.isZero(chip, size, chip.size())
                                    && !LittleEndian.isZero(chip, 0, size);
        } catch (IllegalArgumentException e) {
            actual = String.valueOf(e.getMessage());
            same = false;
        }
        checks.decide(
                CHIP_CERTIFICATE,
                !same ? Status.FAIL : loaded ? Status.NOTE : Status.PASS,
                loaded ? "none" : chip.slice(0, size),
                actual,
                !same
                        ? "The certificate belongs to another processor than the report: do not use"
                                + " this machine."
                        : loaded
                                ? "A cloud operator's key names no single processor."
                                : "The certificate is the one of the processor in the report.");
    }

    private void levels(Product product, EndorsementExtensions extensions) {
        var reported = TcbVersion.of(report.reportedTcb(), product);
        String actual;
        boolean same;
        try {
            var certified = extensions.tcb(product);
            actual = certified.toString();
            same = certified.equals(reported);
        } catch (IllegalArgumentException e) {
            actual = String.valueOf(e.getMessage());
            same = false;
        }
        checks.require(
                TCB_CERTIFICATE,
                same,
                reported,
                actual,
                "Report and certificate name the same firmware levels.",
                "Report and certificate name different firmware levels: get the certificate for"
                        + " these levels from AMD's key service.");
    }

    private static boolean isLoaded(X509Certificate leaf) {
        return CertificateChain.subject(leaf).equals(CertificateChain.VLEK_NAME);
    }
}
