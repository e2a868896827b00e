package io.p2pcloud.attestation.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Challenge;
import io.p2pcloud.attestation.GuestPolicy;
import io.p2pcloud.attestation.LaunchProfile;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SavedEvidenceCommandTest {
    private static final Instant THEN = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant NOW = THEN.plus(Duration.ofDays(90));
    private static final Bytes MEASUREMENT = Bytes.ofHex("ab".repeat(48));
    private static final Challenge CHALLENGE =
            new Challenge(Bytes.ofHex("cd".repeat(64)), Bytes32.ofHex("ef".repeat(32)), THEN, null);

    @TempDir Path folder;

    private final SimulatedChip chip = SimulatedChip.genoa(4);
    private final VerifyCommand command =
            new VerifyCommand(
                    new AttestationVerifier(chip.trusted(), AttestationPolicy.shipped()),
                    UnaryOperator.identity());

    @Test
    void aLaunchIsJudgedAsOfItsSession() throws IOException {
        var file = write("proof.json", launch().toJson());
        var outcome = again(null, file);
        assertThat(outcome.status()).isEqualTo(ExitStatus.GOOD);
        var json = Json.parse(outcome.output());
        assertThat(json.get("verdict").stringValue()).isEqualTo("RELEASE");
        assertThat(json.get("at").stringValue()).isEqualTo(THEN.toString());
    }

    @Test
    void aLaunchAtATimeThatIsGivenIsAsStaleAsItIs() throws IOException {
        var outcome = again(NOW, write("proof.json", launch().toJson()));
        assertThat(outcome.status()).isEqualTo(ExitStatus.BAD);
        var json = Json.parse(outcome.output());
        assertThat(json.get("evidence").stringValue()).isEqualTo("ACCEPTED");
        assertThat(json.get("at").stringValue()).isEqualTo(NOW.toString());
    }

    @Test
    void aLaunchThatWasTamperedWithIsRefused() throws IOException {
        var json = launch().toJson();
        var other = json.replace("ab".repeat(48), "ac".repeat(48));
        assertThat(other).isNotEqualTo(json);
        assertThat(again(null, write("proof.json", other)).status()).isEqualTo(ExitStatus.BAD);
    }

    @Test
    void evidenceAloneIsJudgedByItsGradeAtTheTimeOfNow() throws IOException {
        var saved = SavedEvidence.alone(chip.report().evidence(), THEN);
        var outcome = again(null, write("proof.json", saved.toJson()));
        assertThat(outcome.status()).isEqualTo(ExitStatus.GOOD);
        var json = Json.parse(outcome.output());
        assertThat(json.get("evidence").stringValue()).isEqualTo("ACCEPTED");
        assertThat(json.get("at").stringValue()).isEqualTo(NOW.toString());
    }

    @Test
    void refusesEveryPartOfAFile() throws IOException {
        var json = launch().toJson();
        for (int length = 0; length < json.length() - 1; length += 97) {
            assertUnusable(write("part.json", json.substring(0, length)), "part.json");
        }
        var half = write("half.json", json.substring(0, json.length() / 2));
        assertUnusable(
                half, "half.json cannot be used: it is not whole, or no JSON; export it again.");
    }

    @Test
    void refusesOtherFiles() throws IOException {
        assertUnusable(
                write("other.json", "{\"format\": \"p2pcloud-policy/1\"}"),
                "other.json cannot be used: not evidence in the format p2pcloud-evidence/1.");
        assertUnusable(
                write("list.json", "[]"),
                "list.json is neither a report of 1184 bytes nor certificates, a revocation list"
                        + " or saved evidence: it has 2 bytes.");
        assertUnusable(
                write("deep.json", "{\"a\":".repeat(100_000)),
                "deep.json cannot be used: it is not whole, or no JSON; export it again.");
        assertUnusable(
                folder, "The evidence file %s cannot be read: it is a folder.".formatted(folder));
        var none = folder.resolve("none.json");
        assertUnusable(
                none,
                "The evidence file %s cannot be read: there is no such file.".formatted(none));
    }

    @Test
    void refusesAHugeFileWithoutReadingItWhole() throws IOException {
        var huge = folder.resolve("huge.json");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.writeByte('{');
            file.setLength(100L << 20);
        }
        assertUnusable(huge, "The evidence file %s is longer than 4194304 bytes.".formatted(huge));
    }

    private void assertUnusable(Path file, String complaint) {
        var outcome = again(null, file);
        assertThat(outcome.status()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.complaint()).startsWith(complaint).endsWith(".").doesNotContain("\n");
    }

    private CommandOutcome again(@Nullable Instant at, Path file) {
        return command.again(new RecheckRequest(List.of(file), at, NOW, true));
    }

    private SavedEvidence launch() {
        var policy = new GuestPolicy(GuestPolicy.MUST_BE_ONE | GuestPolicy.SMT_ALLOWED);
        return new SavedEvidence(
                chip.report()
                        .measurement(MEASUREMENT)
                        .hostData(CHALLENGE.hostData())
                        .reportData(CHALLENGE.reportData())
                        .evidence(),
                LaunchProfile.of("Debian", MEASUREMENT, policy),
                CHALLENGE,
                THEN);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
