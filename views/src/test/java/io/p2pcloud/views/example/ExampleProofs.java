package io.p2pcloud.views.example;

import io.p2pcloud.attestation.Challenge;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.GuestPolicy;
import io.p2pcloud.attestation.LaunchProfile;
import io.p2pcloud.attestation.PlatformFlags;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.SnpReport;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Evidence by chips that exist in tests only.
public final class ExampleProofs {
    public static final SimulatedChip GENOA = SimulatedChip.genoa(7);
    public static final SimulatedChip MILAN = SimulatedChip.milan(7);
    private static final GuestPolicy POLICY =
            new GuestPolicy(GuestPolicy.MUST_BE_ONE | GuestPolicy.SMT_ALLOWED);
    private static final Bytes MEASUREMENT = Bytes.ofHex("7c1e04b95d".repeat(9) + "00a90b");
    private static final Bytes32 HOST_DATA = Bytes32.ofHex("b36e".repeat(16));
    private static final Bytes REPORT_DATA = Bytes.ofHex("c4".repeat(64));
    private static final Instant ASKED = Example.NOW.minusSeconds(2);

    private ExampleProofs() {}

    /// A launch with everything in order, but for notes.
    public static SavedEvidence sound(SimulatedChip chip) {
        return launch(chip, POLICY, PlatformFlags.ALIAS_CHECK_COMPLETE | PlatformFlags.SMT);
    }

    /// Started in debug mode, and without the check for BadRAM.
    public static SavedEvidence debug(SimulatedChip chip) {
        return launch(
                chip,
                new GuestPolicy(POLICY.bits() | GuestPolicy.DEBUG_ALLOWED),
                PlatformFlags.ECC);
    }

    private static SavedEvidence launch(SimulatedChip chip, GuestPolicy policy, long platform) {
        var evidence =
                chip.report()
                        .policy(policy)
                        .platform(new PlatformFlags(platform))
                        .measurement(MEASUREMENT)
                        .hostData(HOST_DATA)
                        .reportData(REPORT_DATA)
                        .evidence();
        return new SavedEvidence(
                evidence,
                LaunchProfile.of("Debian 13, 2 vCPU", MEASUREMENT, POLICY),
                new Challenge(REPORT_DATA, HOST_DATA, ASKED, null),
                Example.NOW);
    }

    /// A real report as if its own values had been asked for: what a genuine chip looks like.
    public static SavedEvidence asked(Evidence evidence, Instant at) {
        var report = new SnpReport(evidence.report());
        return new SavedEvidence(
                evidence,
                LaunchProfile.of("Debian 13, 2 vCPU", report.measurement(), report.policy()),
                new Challenge(
                        report.reportData(),
                        report.hostData(),
                        at.minusSeconds(2),
                        report.chipId()),
                at);
    }

    public static Path file(Path folder, String name, Bytes bytes) {
        try {
            return Files.write(folder.resolve(name), bytes.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path file(Path folder, SavedEvidence saved) {
        try {
            return Files.writeString(folder.resolve("proof.json"), saved.toJson());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
