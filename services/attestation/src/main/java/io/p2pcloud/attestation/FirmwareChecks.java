package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Reason.MITIGATIONS;
import static io.p2pcloud.attestation.Reason.TCB_COMMITTED;
import static io.p2pcloud.attestation.Reason.TCB_LAUNCH;
import static io.p2pcloud.attestation.Reason.TCB_MINIMUM;
import static io.p2pcloud.attestation.Reason.TCB_NEWEST;
import static io.p2pcloud.attestation.Reason.TCB_ORDER;

/// Whether the platform's firmware is new enough. What counts is the REPORTED version: the signing
/// key is derived from it, so a host cannot claim more than it has (AMD 56860, 2.2).
final class FirmwareChecks {
    private static final int TOLERATED_LAG = 1;

    private FirmwareChecks() {}

    static void check(Subject subject, AttestationPolicy policy, Checks checks) {
        var report = subject.report();
        mitigations(report, policy, checks);
        var product = subject.product();
        if (product == null) {
            return;
        }
        var reported = TcbVersion.of(report.reportedTcb(), product);
        order(report, product, checks);
        committed(report, product, checks);
        var rule = subject.rule();
        if (rule == null) {
            checks.decide(
                    TCB_MINIMUM,
                    Status.FAIL,
                    "a minimum for this model",
                    report.cpu().map(CpuModel::toString).orElse("not named"),
                    "This app knows no minimum firmware for this processor model: update the app.");
            return;
        }
        checks.require(
                TCB_MINIMUM,
                reported.atLeast(rule.minimum()) && reservedIsZero(report, product),
                "at least " + rule.minimum(),
                reported,
                "The firmware reaches the required security levels.",
                "The firmware is too old (SNP level %d, at least %d needed; microcode %d, at least"
                                .formatted(
                                        reported.snp(), rule.minimum().snp(), reported.microcode())
                        + " %d): ask the provider to update it."
                                .formatted(rule.minimum().microcode()));
        var launch = TcbVersion.of(report.launchTcb(), product);
        checks.require(
                TCB_LAUNCH,
                launch.atLeast(rule.minimum()),
                "at least " + rule.minimum(),
                launch,
                "The guest was launched under firmware that is new enough.",
                "The guest was launched under firmware that was too old: start it again.");
        newest(reported, rule, checks);
    }

    private static boolean reservedIsZero(SnpReport report, Product product) {
        return TcbVersion.reservedBits(report.reportedTcb(), product) == 0;
    }

    private static void order(SnpReport report, Product product, Checks checks) {
        var reported = TcbVersion.of(report.reportedTcb(), product);
        var current = TcbVersion.of(report.currentTcb(), product);
        checks.require(
                TCB_ORDER,
                current.atLeast(reported),
                "at most " + current,
                reported,
                "The reported firmware levels are not above those that run.",
                "The report claims higher firmware levels than those that run: do not use this"
                        + " machine.");
    }

    private static void committed(SnpReport report, Product product, Checks checks) {
        boolean same =
                report.committedTcb() == report.currentTcb()
                        && report.committedFirmware().equals(report.currentFirmware());
        checks.decide(
                TCB_COMMITTED,
                same ? Status.PASS : Status.NOTE,
                "%s, %s"
                        .formatted(
                                report.currentFirmware(),
                                TcbVersion.of(report.currentTcb(), product)),
                "%s, %s"
                        .formatted(
                                report.committedFirmware(),
                                TcbVersion.of(report.committedTcb(), product)),
                same
                        ? "The running firmware is committed: it cannot be rolled back."
                        : "The host may still roll the running firmware back; what it may roll back"
                                + " to was judged.");
    }

    private static void newest(TcbVersion reported, CpuRule rule, Checks checks) {
        boolean near = rule.newestSnp() - reported.snp() <= TOLERATED_LAG;
        checks.decide(
                TCB_NEWEST,
                near ? Status.PASS : Status.WARN,
                "SNP level " + (rule.newestSnp() - TOLERATED_LAG) + " or above",
                "SNP level " + reported.snp(),
                near
                        ? "The firmware is among the newest known."
                        : "The firmware is %d security levels behind the newest known: ask the"
                                        .formatted(rule.newestSnp() - reported.snp())
                                + " provider to update it.");
    }

    private static void mitigations(SnpReport report, AttestationPolicy policy, Checks checks) {
        long required = policy.requiredMitigations();
        long held = report.launchMitigations() & report.currentMitigations();
        checks.require(
                MITIGATIONS,
                (held & required) == required,
                hex(required),
                hex(held),
                required == 0
                        ? "No particular mitigation is required."
                        : "The required mitigations are in place.",
                "Mitigations that you require are not in place: ask the provider to update the"
                        + " firmware.");
    }

    private static String hex(long bits) {
        return "0x" + Long.toHexString(bits);
    }
}
