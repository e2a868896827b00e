package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Reason.REPORT_RESERVED;
import static io.p2pcloud.attestation.Reason.REPORT_VERSION;
import static io.p2pcloud.attestation.Reason.SIGNATURE_FORMAT;

import java.util.Optional;

/// Whether the bytes have the form of a report that this version can judge.
final class ReportChecks {
    private ReportChecks() {}

    static void check(SnpReport report, Checks checks) {
        version(report, checks);
        checks.decide(
                REPORT_RESERVED,
                report.reservedIsZero() ? Status.PASS : Status.WARN,
                "zero",
                report.reservedIsZero() ? "zero" : "not zero",
                report.reservedIsZero()
                        ? "The report has no fields that are unknown here."
                        : "The report has fields that this app does not know: update the app.");
        var fault = ReportSignature.fault(report);
        checks.require(
                SIGNATURE_FORMAT,
                fault.isEmpty(),
                "r and s in range, zeros after them",
                fault.orElse("as expected"),
                "The signature has its proper form.",
                "The report's signature is malformed: the report was damaged or made up.");
    }

    private static void version(SnpReport report, Checks checks) {
        long version = report.version();
        var status =
                version >= SnpReport.VERSION_WITH_CPU && version <= SnpReport.MAX_VERSION
                        ? Status.PASS
                        : Status.FAIL;
        checks.decide(
                REPORT_VERSION,
                status,
                SnpReport.VERSION_WITH_CPU + " to " + SnpReport.MAX_VERSION,
                version,
                versionFault(version).orElse("The report has a known version."));
    }

    private static Optional<String> versionFault(long version) {
        if (version > SnpReport.MAX_VERSION) {
            return Optional.of(
                    "This report is version %d; this app knows versions up to %d: update the app."
                            .formatted(version, SnpReport.MAX_VERSION));
        }
        if (version < SnpReport.MIN_VERSION) {
            return Optional.of("Version %d is none of a report.".formatted(version));
        }
        return version < SnpReport.VERSION_WITH_CPU
                ? Optional.of(
                        "The report has the old version 2, which says neither which processor made"
                                + " it nor whether its memory wiring was checked: ask the provider"
                                + " to update the firmware.")
                : Optional.empty();
    }
}
