package io.p2pcloud.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RealReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private final AttestationVerifier verifier =
            new AttestationVerifier(TrustedRoots.amd(), AttestationPolicy.shipped());

    @ParameterizedTest
    @CsvSource({
        "02, REJECTED, REPORT_VERSION TCB_MINIMUM TCB_LAUNCH",
        "05, REJECTED, REPORT_VERSION TCB_MINIMUM TCB_LAUNCH POLICY_DEBUG",
        "07, REJECTED, REPORT_VERSION TCB_MINIMUM TCB_LAUNCH",
        "09, WARN, ''",
        "10, WARN, ''",
        "11, WARN, ''",
        "12, REJECTED, CHAIN_TIME SIGNING_KEY TCB_MINIMUM VMPL",
        "18, WARN, ''",
        "27, WARN, ''",
        "29, WARN, ''",
        "33, ACCEPTED, ''",
        "34, WARN, ''",
        "36, ACCEPTED, ''",
    })
    void judgesEveryRealReport(String start, Grade grade, String failures) {
        var result = verifier.judge(Vectors.evidence(start), NOW);
        assertThat(result.grade()).isEqualTo(grade);
        assertThat(failed(result)).isEqualTo(reasons(failures));
        assertThat(result.check(Reason.SIGNATURE).status()).isEqualTo(Status.PASS);
        assertThat(result.check(Reason.CHAIN_LINKS).status()).isEqualTo(Status.PASS);
        assertThat(result.check(Reason.CHAIN_ROOT).status()).isEqualTo(Status.PASS);
        assertThat(result.verdict()).isEqualTo(Verdict.REFUSE);
        assertThat(result.simulated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02", "05", "07", "09", "10", "11", "12", "18", "27", "29", "33", "34", "36"
            })
    void readsTheFieldsThatOtherReadersRead(String start) {
        var folder = Vectors.report(start);
        var meta = Json.parse(Vectors.read(folder.resolve("meta.json")).toArray());
        var report = new SnpReport(Vectors.read(folder.resolve("report.bin")));
        assertThat(report.version()).isEqualTo(meta.get("version").longValue());
        assertThat(report.guestSvn()).isEqualTo(meta.get("guest_svn").longValue());
        assertThat(report.policy()).hasToString(meta.get("policy").stringValue());
        assertThat(report.vmpl()).isEqualTo(meta.get("vmpl").longValue());
        assertThat(report.platform()).hasToString(meta.get("platform_info").stringValue());
        assertThat(report.reportData()).isEqualTo(hex(meta.get("report_data").stringValue()));
        assertThat(report.measurement()).isEqualTo(hex(meta.get("measurement").stringValue()));
        assertThat(report.hostData().value()).isEqualTo(hex(meta.get("host_data").stringValue()));
        assertThat(report.chipId()).isEqualTo(hex(meta.get("chip_id").stringValue()));
        assertThat(report.currentTcb()).isEqualTo(word(meta.get("current_tcb").stringValue()));
        assertThat(report.reportedTcb()).isEqualTo(word(meta.get("reported_tcb").stringValue()));
        assertThat(report.committedTcb()).isEqualTo(word(meta.get("committed_tcb").stringValue()));
        assertThat(report.launchTcb()).isEqualTo(word(meta.get("launch_tcb").stringValue()));
        assertThat(report.currentFirmware()).hasToString(meta.get("current_ver").stringValue());
        assertThat(report.committedFirmware()).hasToString(meta.get("committed_ver").stringValue());
        assertThat("0x" + Long.toHexString(report.launchMitigations()))
                .isEqualTo(meta.get("launch_mit_vector").stringValue());
        assertThat("0x" + Long.toHexString(report.currentMitigations()))
                .isEqualTo(meta.get("current_mit_vector").stringValue());
        assertThat(
                        report.cpu()
                                .map(cpu ->
                                        "%02x%02x%02x"
                                                .formatted(
                                                        cpu.family(), cpu.model(), cpu.stepping()))
                                .orElse("000000"))
                .isEqualTo(meta.get("fms").stringValue());
    }

    @Test
    void acceptsACertificateThatWasIssuedAgainForTheSameKey() {
        for (var start : List.of("18", "33")) {
            var evidence = Vectors.evidence(start);
            var again = Vectors.read(Vectors.report(start).resolve("vek2.der"));
            var swapped =
                    new Evidence(
                            evidence.report(),
                            List.of(
                                    again,
                                    evidence.certificates().get(1),
                                    evidence.certificates().get(2)),
                            List.of());
            assertThat(verifier.judge(swapped, NOW).checks())
                    .isEqualTo(verifier.judge(evidence, NOW).checks());
        }
    }

    @Test
    void acceptsAVlekOnlyWhereItIsAllowedAndThenOnlyInItsTime() {
        var lenient =
                new AttestationVerifier(
                        TrustedRoots.amd(), AttestationPolicy.shipped().allowingVlek());
        var result = lenient.judge(Vectors.evidence("12"), Instant.parse("2025-06-01T00:00:00Z"));
        assertThat(result.check(Reason.SIGNING_KEY).status()).isEqualTo(Status.NOTE);
        assertThat(failed(result)).isEqualTo(Set.of(Reason.TCB_MINIMUM, Reason.VMPL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"33", "36"})
    void refusesEveryReportWithOneSignedByteFlipped(String start) {
        var evidence = Vectors.evidence(start);
        for (int at = 0; at < SnpReport.SIGNED_SIZE; at++) {
            var result = verifier.judge(withFlippedByte(evidence, at), NOW);
            assertThat(result.grade()).as("byte 0x%x", at).isEqualTo(Grade.REJECTED);
            assertThat(result.check(Reason.SIGNATURE).status())
                    .as("byte 0x%x", at)
                    .isEqualTo(Status.FAIL);
        }
    }

    @Test
    void refusesEveryReportWithOneByteOfItsSignatureFlipped() {
        var evidence = Vectors.evidence("36");
        for (int at = SnpReport.SIGNED_SIZE; at < SnpReport.SIZE; at++) {
            assertThat(verifier.judge(withFlippedByte(evidence, at), NOW).grade())
                    .as("byte 0x%x", at)
                    .isEqualTo(Grade.REJECTED);
        }
    }

    @Test
    void refusesTheReportOfOneChipWithTheCertificateOfAnother() {
        var other = Vectors.evidence("10").certificates();
        var mixed = new Evidence(Vectors.evidence("09").report(), other, List.of());
        assertThat(failed(verifier.judge(mixed, NOW)))
                .isEqualTo(Set.of(Reason.SIGNATURE, Reason.CHIP_CERTIFICATE));
    }

    @Test
    void refusesAnyChainOfAnotherProduct() {
        for (var product : List.of("milan", "turin")) {
            var genoa = Vectors.evidence("33");
            var mixed =
                    Evidence.of(genoa.report(), genoa.certificates().getFirst())
                            .withCertificates(Vectors.authorities(product, false));
            assertThat(failed(verifier.judge(mixed, NOW)))
                    .isEqualTo(Set.of(Reason.CHAIN_ROOT, Reason.CHAIN_LINKS));
        }
        var genoa = Vectors.evidence("33");
        var loaded =
                Evidence.of(genoa.report(), genoa.certificates().getFirst())
                        .withCertificates(Vectors.authorities("genoa", true));
        assertThat(failed(verifier.judge(loaded, NOW)))
                .isEqualTo(Set.of(Reason.CHAIN_ROOT, Reason.CHAIN_LINKS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "new"})
    void refusesTheDamagedCertificatesThatOtherProjectsKeep(String kind) {
        var milan = Vectors.evidence("02");
        var name =
                kind.equals("new")
                        ? "sev-milan-confidential-containers-test-vcek-invalid-new-f875ab6f.der"
                        : "sev-milan-confidential-containers-test-vcek-invalid-legacy-cee96955.der";
        var bad = Vectors.read(Vectors.folder().resolve("bad-certificates").resolve(name));
        var evidence =
                Evidence.of(milan.report(), bad)
                        .withCertificates(Vectors.authorities("milan", false));
        assertThat(failed(verifier.judge(evidence, NOW)))
                .contains(Reason.CHAIN_LINKS, Reason.SIGNATURE, Reason.CHIP_CERTIFICATE);
    }

    @Test
    void refusesBeforeAndAfterTheTimeOfTheCertificates() {
        var evidence = Vectors.evidence("36");
        for (var at : List.of("2026-02-05T01:04:32Z", "2033-02-05T01:04:34Z")) {
            assertThat(failed(verifier.judge(evidence, Instant.parse(at))))
                    .isEqualTo(Set.of(Reason.CHAIN_TIME));
        }
        assertThat(verifier.judge(evidence, Instant.parse("2026-02-05T01:04:33Z")).grade())
                .isEqualTo(Grade.ACCEPTED);
    }

    static Set<Reason> failed(AttestationResult result) {
        return result.checks().stream()
                .filter(check -> check.status() == Status.FAIL)
                .map(Check::id)
                .collect(Collectors.toSet());
    }

    private static Evidence withFlippedByte(Evidence evidence, int at) {
        var bytes = evidence.report().toArray();
        bytes[at] ^= 0x40;
        return new Evidence(Bytes.of(bytes), evidence.certificates(), List.of());
    }

    private static Set<Reason> reasons(String names) {
        return Arrays.stream(names.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Reason::valueOf)
                .collect(Collectors.toSet());
    }

    private static Bytes hex(String digits) {
        return Bytes.ofHex(digits);
    }

    private static long word(String digits) {
        // Written in the order of the report's bytes.
        return Long.reverseBytes(HexFormat.fromHexDigitsToLong(digits));
    }
}
