package io.p2pcloud.attestation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges evidence: the report by AMD 56860, 7.3 and chapter 10, its certificates by the VCEK
/// specification, chapters 3 and 4. A pure function of its arguments: all checks run that can, none
/// stops the others, and what could not be checked is said. Safe for use by many threads.
public final class AttestationVerifier {
    private static final String NOT_ASKED = "Not asked for: only the evidence itself was judged.";
    private static final String NOT_POSSIBLE =
            "Not checked, because something that it needs is missing or unknown.";

    private final TrustedRoots roots;
    private final AttestationPolicy policy;

    public AttestationVerifier(TrustedRoots roots, AttestationPolicy policy) {
        this.roots = roots;
        this.policy = policy;
    }

    /// The whole question: genuine, sound, the ordered image, this session. Only this can release.
    ///
    /// @param at the time of the check
    public AttestationResult verify(
            Evidence evidence, LaunchProfile profile, Challenge challenge, Instant at) {
        return run(evidence, profile, challenge, at);
    }

    /// Judges the evidence alone: the rows on identity and binding do not run, so the verdict is
    /// REFUSE and [AttestationResult#grade] is what counts.
    ///
    /// @param at the time of the check
    public AttestationResult judge(Evidence evidence, Instant at) {
        return run(evidence, null, null, at);
    }

    private AttestationResult run(
            Evidence evidence,
            @Nullable LaunchProfile profile,
            @Nullable Challenge challenge,
            Instant at) {
        var checks = new Checks();
        int size = evidence.report().size();
        boolean whole = size == SnpReport.SIZE;
        checks.require(
                Reason.REPORT_LENGTH,
                whole,
                SnpReport.SIZE + " bytes",
                size + " bytes",
                "The report has its proper length.",
                "The machine's report is damaged: %d bytes, expected %d."
                        .formatted(size, SnpReport.SIZE));
        if (!whole) {
            return new AttestationResult(
                    checks.complete(NOT_POSSIBLE), null, null, false, AttestationVerifier::never);
        }
        var report = new SnpReport(evidence.report());
        var set = CertificateSet.read(evidence.certificates());
        var chain = CertificateChain.choose(set, report, roots, at);
        var subject = Subject.of(report, set, chain, policy);
        ReportChecks.check(report, checks);
        var certificates = new CertificateChecks(subject, roots, checks);
        certificates.check(at);
        RevocationChecks.check(
                chain, evidence.revocationLists(), policy.revocationAge(), at, checks);
        new SignatureChecks(subject, checks).check(policy.vlekAllowed());
        FirmwareChecks.check(subject, policy, checks);
        new GuestChecks(report, policy, checks).check(profile);
        if (profile != null && challenge != null) {
            IdentityChecks.identity(report, profile, checks);
            IdentityChecks.binding(report, challenge, policy.challengeAge(), at, checks);
        } else {
            notAsked(checks);
        }
        boolean simulated = certificates.simulated();
        return new AttestationResult(
                checks.complete(NOT_POSSIBLE),
                report,
                subject.product(),
                simulated,
                profile == null || challenge == null
                        ? AttestationVerifier::never
                        : rows ->
                                new VerifiedEvidence(
                                        evidence, report, profile, challenge, at, simulated, rows));
    }

    private static void notAsked(Checks checks) {
        for (var reason : Reason.values()) {
            if (!reason.group().aboutEvidence()) {
                checks.add(Check.notRun(reason, NOT_ASKED));
            }
        }
    }

    private static VerifiedEvidence never(List<Check> rows) {
        throw new IllegalStateException(
                "no proof without a full verification, whatever the " + rows.size() + " rows say");
    }
}
