package io.p2pcloud.app.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.Vectors;
import io.p2pcloud.common.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttestationCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void judgesRealReportsWithTheExitStatusOfTheirEvidence() {
        assertThat(run(verify("36", "turin"))).isZero();
        assertThat(run(verify("33", "genoa"))).isZero();
        assertThat(run(verify("34", "genoa"))).isEqualTo(10);
        assertThat(run(verify("09", "milan"))).isEqualTo(10);
        assertThat(run(verify("02", "milan"))).isEqualTo(20);
        assertThat(out.toString()).contains("Evidence: ACCEPTED").contains("Evidence: REJECTED");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void judgesAtTheGivenTime() {
        assertThat(run(verify("36", "turin", "--at", "2040-01-01T00:00:00Z", "--json")))
                .isEqualTo(20);
        var json = Json.parse(out.toString());
        assertThat(json.get("evidence").stringValue()).isEqualTo("REJECTED");
        assertThat(json.get("product").stringValue()).isEqualTo("Turin");
        assertThat(json.get("at").stringValue()).isEqualTo("2040-01-01T00:00:00Z");
        assertThat(run(verify("36", "turin", "--at", "yesterday"))).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(
                        "Invalid value for option '--at': 'yesterday' is no time such as"
                                + " 2026-11-21T12:00:00Z");
    }

    @Test
    void allowsAVlekOnlyWhenTold() {
        var asvk = Vectors.folder().resolve("chains/milan/asvk.der").toString();
        var arguments = new ArrayList<>(verify("12", "milan", "--at", "2025-06-01T00:00:00Z"));
        arguments.set(arguments.indexOf("--ask") + 1, asvk);
        assertThat(run(arguments)).isEqualTo(20);
        assertThat(out.toString()).contains("signed with a cloud operator's key (VLEK)");
        arguments.add("--allow-vlek");
        out.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(20);
        assertThat(out.toString()).contains("as you allowed").contains("privilege level 1");
    }

    @Test
    void theUsersPolicyRaisesTheAppsOwn() throws IOException {
        var policy = AttestationPolicy.shipped().toJson();
        Files.writeString(
                folder.resolve("attestation-policy.json"),
                policy.replace(
                        "\"forbiddenPlatform\" : \"0x0\"", "\"forbiddenPlatform\" : \"0x1\""));
        assertThat(run(verify("36", "turin"))).isEqualTo(20);
        assertThat(out.toString()).contains("lacks a protection that you require");
        Files.writeString(folder.resolve("attestation-policy.json"), "{}");
        assertThat(run(verify("36", "turin"))).isEqualTo(2);
        assertThat(err.toString()).contains("is of no use: \"format\" is missing in policy");
    }

    @Test
    void aFullCheckNeedsTheWholeSession() {
        var arguments = verify("36", "turin", "--nonce", "00".repeat(32));
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains("--lease").contains("--launch-key");
    }

    @Test
    void refusesARealReportThatAnswersNobodysQuestion() throws IOException {
        var key =
                "0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                        + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
        var profile =
                Files.writeString(
                        folder.resolve("profile.json"),
                        """
                        {"format": "p2pcloud-launch-profile/1", "name": "Debian",
                         "measurements": ["%s"], "policy": "0x30000"}
                        """
                                .formatted("00".repeat(48)));
        var arguments =
                verify(
                        "36",
                        "turin",
                        "--profile",
                        profile.toString(),
                        "--nonce",
                        "00".repeat(32),
                        "--lease",
                        "7",
                        "--boot",
                        "1",
                        "--recipient",
                        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
                        "--guest-key",
                        key,
                        "--manifest",
                        "00".repeat(32),
                        "--launch-key",
                        key);
        assertThat(run(arguments)).isEqualTo(20);
        assertThat(out.toString())
                .contains("FAIL    MEASUREMENT")
                .contains("FAIL    BINDING_REPORT_DATA")
                .contains("PASS    BINDING_FRESHNESS");
        arguments.set(arguments.indexOf("--boot") + 1, "0");
        arguments.set(arguments.indexOf("--nonce") + 1, "zz");
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith("The session's values cannot be used: ");
    }

    @Test
    void judgesAgainWhatTheWindowExported() throws IOException {
        var saved = SavedEvidence.alone(Vectors.evidence("36"), NOW.minusSeconds(9_000_000));
        var file = write("proof.json", saved.toJson());
        assertThat(run(List.of("verify", "--evidence", file))).isZero();
        assertThat(out.toString()).contains("Evidence: ACCEPTED").contains("Product: Turin");
        out.getBuffer().setLength(0);
        assertThat(
                        run(
                                List.of(
                                        "verify",
                                        "--evidence",
                                        file,
                                        "--at",
                                        "2040-01-01T00:00:00Z",
                                        "--json")))
                .isEqualTo(20);
        assertThat(Json.parse(out.toString()).get("at").stringValue())
                .isEqualTo("2040-01-01T00:00:00Z");
    }

    @Test
    void addsCertificatesToWhatWasExportedWithoutThem() throws IOException {
        var report = Vectors.evidence("36").report();
        var file = write("proof.json", SavedEvidence.alone(Evidence.of(report), NOW).toJson());
        assertThat(run(List.of("verify", "--evidence", file))).isEqualTo(20);
        var arguments = new ArrayList<>(verify("36", "turin"));
        arguments.set(arguments.indexOf("--report"), "--evidence");
        arguments.set(arguments.indexOf("--evidence") + 1, file);
        assertThat(run(arguments)).isZero();
    }

    @Test
    void wantsOneThingToJudge() throws IOException {
        var file = write("proof.json", "{}");
        assertThat(run(List.of("verify"))).isEqualTo(2);
        assertThat(err.toString()).contains("--report").contains("--evidence");
        assertThat(run(verify("36", "turin", "--evidence", file))).isEqualTo(2);
        assertThat(err.toString()).contains("mutually exclusive");
        err.getBuffer().setLength(0);
        assertThat(run(List.of("verify", "--evidence", file, "--profile", file))).isEqualTo(2);
        assertThat(err.toString()).startsWith("Saved evidence names its own image and session");
    }

    @Test
    void measuresThePublishedFirmware() {
        var firmware = Vectors.folder().resolve("measurement/ovmf_AmdSev_suffix.bin").toString();
        var base = List.of("measure", "--mode", "snp", "--ovmf", firmware, "--vcpus", "1");
        var arguments = new ArrayList<>(base);
        arguments.addAll(
                List.of(
                        "--kernel",
                        "/dev/null",
                        "--initrd",
                        "/dev/null",
                        "--append",
                        "console=ttyS0 loglevel=7",
                        "--vcpu-type",
                        "EPYC-v4",
                        "--guest-features",
                        "0x21"));
        assertThat(run(arguments)).isZero();
        assertThat(out.toString())
                .isEqualToIgnoringNewLines(
                        "803f691094946e42068aaa3a8f9e26a5c89f36f7b73ecfb28c653360fe4b3aba7e534442e7"
                                + "e1e17895dfe778d0228977");
        assertThat(run(List.of("measure", "--mode", "tdx", "--ovmf", firmware))).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("There is no mode tdx; there are: snp, sev, seves.");
    }

    @Test
    void showsAReport() {
        var report = Vectors.report("36").resolve("report.bin").toString();
        assertThat(run(List.of("show", "--report", report))).isZero();
        assertThat(out.toString()).contains("CPU                  family 1Ah, model 02h");
        assertThat(run(List.of("show", "--report", report + ".none"))).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such file");
        assertThat(run(List.of("show", "--report", folder.toString()))).isEqualTo(2);
        assertThat(err.toString()).contains("it is a folder");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(List<String> arguments) {
        return AttestationCommand.commandLine(folder, folder, () -> NOW, new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private static List<String> verify(String start, String product, String... more) {
        var chain = Vectors.folder().resolve("chains").resolve(product);
        var arguments =
                new ArrayList<>(
                        List.of(
                                "verify",
                                "--report",
                                Vectors.report(start).resolve("report.bin").toString(),
                                "--vek",
                                Vectors.report(start).resolve("vek.der").toString(),
                                "--ask",
                                chain.resolve("ask.der").toString(),
                                "--ark",
                                chain.resolve("ark.der").toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }
}
