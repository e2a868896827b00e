package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One launch by one simulated chip where everything is in order, until a test changes a part.
final class Scenario {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Bytes MEASUREMENT = Bytes.ofHex("5a".repeat(48));
    static final Bytes32 HOST_DATA = Bytes32.ofHex("17".repeat(32));
    static final Bytes REPORT_DATA = Bytes.ofHex("c3".repeat(64));

    final SimulatedChip chip;
    final SimulatedReport report;
    final List<Bytes> certificates;
    final List<Bytes> revocationLists = new ArrayList<>();
    TrustedRoots roots;
    AttestationPolicy policy = AttestationPolicy.shipped();
    LaunchProfile profile =
            LaunchProfile.of(
                    "Debian 13, 2 vCPUs",
                    MEASUREMENT,
                    new GuestPolicy(GuestPolicy.MUST_BE_ONE | GuestPolicy.SMT_ALLOWED));
    Challenge challenge;
    Instant at = NOW;

    Scenario(SimulatedChip chip) {
        this.chip = chip;
        this.report =
                chip.report().measurement(MEASUREMENT).hostData(HOST_DATA).reportData(REPORT_DATA);
        this.certificates = new ArrayList<>(chip.certificates());
        this.roots = chip.trusted();
        this.challenge =
                new Challenge(
                        REPORT_DATA, HOST_DATA, NOW.minus(Duration.ofSeconds(3)), chip.chipId());
        revocationLists.add(
                chip.authority()
                        .revocationList(
                                NOW.minus(Duration.ofDays(3)),
                                NOW.plus(Duration.ofDays(300)),
                                List.of()));
    }

    static Scenario genoa() {
        return new Scenario(SimulatedChip.genoa(7));
    }

    /// Puts another certificate in the place of the chip's.
    void leaf(SimulatedCertificate certificate) {
        certificates.set(0, certificate.issue(chip.authority().intermediate().getPrivate()));
    }

    void intermediate(SimulatedCertificate certificate) {
        certificates.set(1, certificate.issue(chip.authority().root().getPrivate()));
    }

    void root(SimulatedCertificate certificate) {
        certificates.set(2, certificate.issue(chip.authority().root().getPrivate()));
    }

    Evidence evidence() {
        return evidence(report.sign());
    }

    Evidence evidence(Bytes bytes) {
        return new Evidence(bytes, certificates, revocationLists);
    }

    AttestationResult verify() {
        return verify(evidence());
    }

    AttestationResult verify(Evidence evidence) {
        return new AttestationVerifier(roots, policy).verify(evidence, profile, challenge, at);
    }

    AttestationResult judge() {
        return new AttestationVerifier(roots, policy).judge(evidence(), at);
    }
}
