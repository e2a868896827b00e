package io.p2pcloud.attestation.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Challenge;
import io.p2pcloud.attestation.GuestPolicy;
import io.p2pcloud.attestation.LaunchProfile;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Bytes MEASUREMENT = Bytes.ofHex("ab".repeat(48));
    private static final Challenge CHALLENGE =
            new Challenge(Bytes.ofHex("cd".repeat(64)), Bytes32.ofHex("ef".repeat(32)), NOW, null);

    @TempDir Path folder;

    private final SimulatedChip chip = SimulatedChip.genoa(4);
    private final VerifyCommand command =
            new VerifyCommand(
                    new AttestationVerifier(chip.trusted(), AttestationPolicy.shipped()),
                    UnaryOperator.identity());

    @Test
    void acceptsSoundEvidenceAndSaysThatNothingIsReleased() throws IOException {
        var outcome = command.run(request(report(), chain(), null, null, true));
        assertThat(outcome.status()).isEqualTo(ExitStatus.GOOD);
        var json = Json.parse(outcome.output());
        assertThat(json.get("evidence").stringValue()).isEqualTo("ACCEPTED");
        assertThat(json.get("verdict").stringValue()).isEqualTo("REFUSE");
        assertThat(json.get("product").stringValue()).isEqualTo("Genoa");
        assertThat(json.get("simulated").booleanValue()).isTrue();
        var ids = json.get("checks").findValuesAsString("id");
        for (var word : List.of("SIGNATURE", "CHAIN", "CHIP", "TCB", "MEASUREMENT", "BINDING")) {
            assertThat(ids).anyMatch(id -> id.contains(word));
        }
        assertThat(json.get("checks").get(0).propertyNames())
                .containsExactly(
                        "id", "group", "status", "expected", "actual", "sentence", "detail");
    }

    @Test
    void releasesWithProfileAndSession() throws IOException {
        var outcome = command.run(request(report(), chain(), profile(), CHALLENGE, true));
        assertThat(outcome.status()).isEqualTo(ExitStatus.GOOD);
        assertThat(Json.parse(outcome.output()).get("verdict").stringValue()).isEqualTo("RELEASE");
    }

    @Test
    void refusesAnotherSession() throws IOException {
        var other = new Challenge(Bytes.ofHex("11".repeat(64)), CHALLENGE.hostData(), NOW, null);
        var outcome = command.run(request(report(), chain(), profile(), other, false));
        assertThat(outcome.status()).isEqualTo(ExitStatus.BAD);
        assertThat(outcome.output())
                .contains("Verdict: REFUSE")
                .contains("The report does not belong to this session.")
                .contains("expected 0x1111");
    }

    @Test
    void asksAboutMilan() throws IOException {
        var milan = SimulatedChip.milan(4);
        var evidence =
                request(
                        write("milan.bin", milan.report().sign()),
                        List.of(write("milan.der", milan.certificates().getFirst())),
                        null,
                        null,
                        false);
        var asking =
                new VerifyCommand(
                        new AttestationVerifier(milan.trusted(), AttestationPolicy.shipped()),
                        given -> given.withCertificates(milan.certificates()));
        var outcome = asking.run(evidence);
        assertThat(outcome.status()).isEqualTo(ExitStatus.DOUBTFUL);
        assertThat(outcome.output()).contains("Evidence: WARN").contains("SIMULATED");
    }

    @Test
    void rejectsAReportOfAnotherLength() throws IOException {
        var outcome =
                command.run(
                        request(
                                write("short.bin", chip.report().sign().slice(0, 1183)),
                                chain(),
                                null,
                                null,
                                true));
        assertThat(outcome.status()).isEqualTo(ExitStatus.BAD);
        var json = Json.parse(outcome.output());
        assertThat(json.get("evidence").stringValue()).isEqualTo("REJECTED");
        assertThat(json.get("product").stringValue()).isEqualTo("unknown");
    }

    @Test
    void callsUselessFilesByTheirName() throws IOException {
        unusable(
                request(folder.resolve("none.bin"), chain(), null, null, false),
                "The report file "
                        + folder.resolve("none.bin")
                        + " cannot be read: there is no"
                        + " such file.");
        unusable(
                request(report(), List.of(report()), null, null, false),
                "The certificate file %s is of no use: it holds no certificate as DER, PEM or table."
                        .formatted(folder.resolve("report.bin")));
        unusable(
                request(report(), chain(), profile(), null, false),
                "Give both, a profile with --profile and a session with --nonce, or neither to"
                        + " judge the evidence alone.");
        var bad = write("bad.json", Bytes.of("{}".getBytes(StandardCharsets.UTF_8)));
        unusable(
                request(report(), chain(), bad, CHALLENGE, false),
                "The profile file %s is of no use: \"format\" is missing in the launch profile."
                        .formatted(bad));
    }

    private void unusable(VerifyRequest request, String complaint) {
        assertThat(command.run(request))
                .isEqualTo(new CommandOutcome(ExitStatus.UNUSABLE, "", complaint));
    }

    private Path report() throws IOException {
        return write(
                "report.bin",
                chip.report()
                        .measurement(MEASUREMENT)
                        .hostData(CHALLENGE.hostData())
                        .reportData(CHALLENGE.reportData())
                        .sign());
    }

    private List<Path> chain() throws IOException {
        var certificates = chip.certificates();
        return List.of(
                write("vcek.der", certificates.get(0)),
                write("ask.der", certificates.get(1)),
                write("ark.der", certificates.get(2)));
    }

    private Path profile() throws IOException {
        var profile =
                LaunchProfile.of(
                        "Debian",
                        MEASUREMENT,
                        new GuestPolicy(GuestPolicy.MUST_BE_ONE | GuestPolicy.SMT_ALLOWED));
        return write("profile.json", Bytes.of(profile.toJson().getBytes(StandardCharsets.UTF_8)));
    }

    private Path write(String name, Bytes bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes.toArray());
    }

    private static VerifyRequest request(
            Path report,
            List<Path> certificates,
            @Nullable Path profile,
            @Nullable Challenge challenge,
            boolean json) {
        return new VerifyRequest(report, certificates, List.of(), profile, challenge, NOW, json);
    }
}
