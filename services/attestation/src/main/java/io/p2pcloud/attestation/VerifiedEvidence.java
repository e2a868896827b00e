package io.p2pcloud.attestation;

import java.time.Instant;
import java.util.List;

/// Proof, by its type, that a full verification ended well: keys may be released to the guest that
/// `challenge` names. Only [AttestationVerifier#verify] makes one.
public final class VerifiedEvidence {
    private final Evidence evidence;
    private final SnpReport report;
    private final LaunchProfile profile;
    private final Challenge challenge;
    private final Instant at;
    private final boolean simulated;
    private final List<Check> checks;

    VerifiedEvidence(
            Evidence evidence,
            SnpReport report,
            LaunchProfile profile,
            Challenge challenge,
            Instant at,
            boolean simulated,
            List<Check> checks) {
        this.evidence = evidence;
        this.report = report;
        this.profile = profile;
        this.challenge = challenge;
        this.at = at;
        this.simulated = simulated;
        this.checks = List.copyOf(checks);
    }

    /// What was judged, for the archive.
    public Evidence evidence() {
        return evidence;
    }

    public SnpReport report() {
        return report;
    }

    public LaunchProfile profile() {
        return profile;
    }

    public Challenge challenge() {
        return challenge;
    }

    /// The time that was taken for now.
    public Instant at() {
        return at;
    }

    /// The chip is a test's: the screen says SIMULATED in place of the shield.
    public boolean simulated() {
        return simulated;
    }

    public List<Check> checks() {
        return checks;
    }

    /// The doubts that the user accepted; empty after a plain release.
    public List<Check> acceptedDoubts() {
        return checks.stream().filter(check -> check.status() == Status.WARN).toList();
    }
}
