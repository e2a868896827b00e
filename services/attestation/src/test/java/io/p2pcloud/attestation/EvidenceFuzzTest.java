package io.p2pcloud.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.p2pcloud.attestation.measurement.DirectBoot;
import io.p2pcloud.attestation.measurement.LaunchInputs;
import io.p2pcloud.attestation.measurement.LaunchMeasurement;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Whatever bytes come, there is a verdict and never an exception. Without further flags these run
/// over the corpus; `./test --long` lets each search for more.
final class EvidenceFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final DirectBoot BOOT =
            DirectBoot.of(DirectBoot.NO_INITRD, DirectBoot.NO_INITRD, "console=hvc0");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final CertificateChain CHAIN = chain(SimulatedChip.genoa(7));
    private final AttestationVerifier verifier =
            new AttestationVerifier(TrustedRoots.amd(), AttestationPolicy.shipped());

    /// A report, and behind its 1184 bytes the certificates.
    @FuzzTest(maxDuration = "2m")
    void judgesAnyReport(byte[] input) {
        int split = Math.min(input.length, SnpReport.SIZE);
        var evidence =
                Evidence.of(
                        Bytes.of(Arrays.copyOf(input, split)),
                        Bytes.of(Arrays.copyOfRange(input, split, input.length)));
        var result = verifier.judge(evidence, NOW);
        // Nobody can make up what AMD's roots have signed.
        assertThat(result.grade()).isEqualTo(Grade.REJECTED);
        assertThat(result.checks()).hasSize(Reason.values().length);
        assertThat(Json.write(result.checks())).isNotEmpty();
    }

    @FuzzTest(maxDuration = "2m")
    void readsAnyCertificates(byte[] input) {
        var set = CertificateSet.read(List.of(Bytes.of(input)));
        assertThat(set.certificates()).hasSizeLessThanOrEqualTo(CertificateSet.MAX_CERTIFICATES);
        assertThat(set.certificates().isEmpty() && set.unreadable().isEmpty()).isFalse();
        for (var certificate : set.certificates()) {
            CertificateChain.leafFault(certificate);
            CertificateAlgorithm.isAmds(certificate);
            CertificateChain.subject(certificate);
        }
    }

    @FuzzTest(maxDuration = "2m")
    void judgesAnyRevocationList(byte[] input) {
        var checks = new Checks();
        RevocationChecks.check(CHAIN, List.of(Bytes.of(input)), MONTH, Scenario.NOW, checks);
        assertThat(checks.complete("Not run."))
                .filteredOn(check -> check.id() == Reason.CHAIN_REVOCATION)
                .singleElement()
                .satisfies(check -> assertThat(check.status()).isNotEqualTo(Status.NOT_RUN));
    }

    @FuzzTest(maxDuration = "2m")
    void measuresAnyFirmware(byte[] input) {
        assertThat(LaunchMeasurement.of(LaunchInputs.snp(Bytes.of(input), BOOT, 2))).isNotNull();
    }

    private static CertificateChain chain(SimulatedChip chip) {
        return CertificateChain.choose(
                CertificateSet.read(chip.certificates()),
                new SnpReport(chip.report().sign()),
                chip.trusted(),
                Scenario.NOW);
    }
}
