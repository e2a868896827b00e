package io.p2pcloud.attestation.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.Grade;
import io.p2pcloud.attestation.Reason;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.Status;
import io.p2pcloud.attestation.TrustedRoots;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.Cause;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.Found;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.NotFound;
import io.p2pcloud.common.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateFinderTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir Path folder;

    private final SimulatedChip chip = SimulatedChip.turin(5);
    private final AttestationVerifier verifier =
            new AttestationVerifier(chip.trusted(), AttestationPolicy.shipped());
    private final FakeService amd = new FakeService();
    private final Bytes report = chip.report().sign();
    private Instant now = NOW;

    /// Answers what it was given, and remembers the questions.
    private static final class FakeService implements KeyService {
        final Map<String, Bytes> answers = new HashMap<>();
        final List<String> asked = new ArrayList<>();

        @Override
        public KeyServiceAnswer get(String path) {
            asked.add(path);
            var answer = answers.get(path);
            return answer == null
                    ? new NotFound(Cause.UNKNOWN_CHIP, "Nothing there.")
                    : new Found(answer);
        }
    }

    @Test
    void getsEverythingForABareReportOnceAndThenFromTheDisk() {
        serve();
        var first = finder().complete(Evidence.of(report));
        assertThat(verifier.judge(first.evidence(), NOW).grade()).isEqualTo(Grade.ACCEPTED);
        assertThat(verifier.judge(first.evidence(), NOW).check(Reason.CHAIN_REVOCATION).status())
                .isEqualTo(Status.PASS);
        assertThat(first.missing()).isEmpty();
        assertThat(amd.asked)
                .containsExactly(chipPath(), "/vcek/v1/Turin/cert_chain", "/vcek/v1/Turin/crl");

        amd.asked.clear();
        amd.answers.clear();
        var again = finder().complete(Evidence.of(report));
        assertThat(again).isEqualTo(first);
        assertThat(amd.asked).isEmpty();
    }

    @Test
    void asksForNothingThatCameWithTheReport() {
        serve();
        finder().complete(Evidence.of(report).withCertificates(chip.certificates()));
        assertThat(amd.asked).containsExactly("/vcek/v1/Turin/crl");
    }

    @Test
    void asksForTheChainAloneWhereOnlyTheChipsCertificateCame() {
        serve();
        var evidence = Evidence.of(report, chip.certificates().getFirst());
        var complete = finder().complete(evidence).evidence();
        assertThat(verifier.judge(complete, NOW).grade()).isEqualTo(Grade.ACCEPTED);
        assertThat(amd.asked).doesNotContain(chipPath());
    }

    @Test
    void replacesACertificateOfAnotherChipOrLevel() {
        serve();
        var other = SimulatedChip.turin(6).certificates();
        var complete = finder().complete(Evidence.of(report).withCertificates(other)).evidence();
        assertThat(verifier.judge(complete, NOW).grade()).isEqualTo(Grade.ACCEPTED);
        assertThat(amd.asked).contains(chipPath()).doesNotContain("/vcek/v1/Turin/cert_chain");
    }

    @Test
    void aWrongCertificateOnTheDiskIsReplaced() {
        serve();
        amd.answers.put(chipPath(), SimulatedChip.turin(6).certificates().getFirst());
        var wrong = finder().complete(Evidence.of(report)).evidence();
        assertThat(verifier.judge(wrong, NOW).grade()).isEqualTo(Grade.REJECTED);

        serve();
        var right = finder().complete(Evidence.of(report)).evidence();
        assertThat(verifier.judge(right, NOW).grade()).isEqualTo(Grade.ACCEPTED);
        amd.asked.clear();
        finder().complete(Evidence.of(report));
        assertThat(amd.asked).isEmpty();
    }

    @Test
    void doesNotAskAgainAboutAForgedReportOfAKnownChip() {
        serve();
        finder().complete(Evidence.of(report));
        amd.asked.clear();
        var forged = report.toArray();
        forged[0x90] ^= 1;
        var complete = finder().complete(Evidence.of(Bytes.of(forged)));
        assertThat(amd.asked).isEmpty();
        assertThat(verifier.judge(complete.evidence(), NOW).grade()).isEqualTo(Grade.REJECTED);
    }

    @Test
    void isNotCrowdedOutByWhatTheProviderSends() {
        serve();
        var stuffed = new ArrayList<Bytes>();
        for (int i = 0; i < 20; i++) {
            stuffed.add(SimulatedChip.turin(6).certificates().getFirst());
        }
        var complete = finder().complete(Evidence.of(report).withCertificates(stuffed)).evidence();
        assertThat(verifier.judge(complete, NOW).grade()).isEqualTo(Grade.ACCEPTED);
    }

    @Test
    void saysWhatCouldNotBeGot() {
        var found = finder().complete(Evidence.of(report));
        assertThat(found.evidence()).isEqualTo(Evidence.of(report));
        assertThat(found.missing())
                .extracting(NotFound::cause)
                .containsOnly(Cause.UNKNOWN_CHIP)
                .hasSize(2);
        assertThat(verifier.judge(found.evidence(), NOW).grade()).isEqualTo(Grade.REJECTED);
    }

    @Test
    void refreshesTheRevocationListEachDayAndKeepsTheOldOneWhenItCannot() throws IOException {
        serve();
        finder().complete(Evidence.of(report));
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(25))));
            }
        }
        amd.asked.clear();
        amd.answers.clear();
        var later = finder().complete(Evidence.of(report));
        assertThat(amd.asked).containsExactly("/vcek/v1/Turin/crl");
        assertThat(later.missing()).hasSize(1);
        assertThat(later.evidence().revocationLists()).hasSize(1);
    }

    @Test
    void mendsADamagedFileOnDisk() throws IOException {
        serve();
        finder().complete(Evidence.of(report));
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.write(file, new byte[] {1, 2, 3});
                Files.setLastModifiedTime(file, FileTime.from(NOW));
            }
        }
        now = NOW.plus(Duration.ofHours(1));
        var again = finder().complete(Evidence.of(report)).evidence();
        assertThat(verifier.judge(again, now).grade()).isEqualTo(Grade.ACCEPTED);
    }

    @Test
    void neverTakesARootFromOutside() {
        serve();
        var strict = new AttestationVerifier(TrustedRoots.amd(), AttestationPolicy.shipped());
        var complete =
                new CertificateFinder(strict, new CertificateCache(folder), amd, () -> now)
                        .complete(Evidence.of(report))
                        .evidence();
        assertThat(strict.judge(complete, NOW).check(Reason.CHAIN_ROOT).status())
                .isEqualTo(Status.FAIL);
    }

    @Test
    void leavesAnythingButAReportAlone() {
        var evidence = Evidence.of(Bytes.of(new byte[1183]));
        assertThat(finder().complete(evidence).evidence()).isEqualTo(evidence);
        assertThat(amd.asked).isEmpty();
    }

    private CertificateFinder finder() {
        InstantSource clock = () -> now;
        return new CertificateFinder(verifier, new CertificateCache(folder), amd, clock);
    }

    private void serve() {
        var certificates = chip.certificates();
        amd.answers.put(chipPath(), certificates.get(0));
        amd.answers.put("/vcek/v1/Turin/cert_chain", pem(certificates.get(1), certificates.get(2)));
        amd.answers.put("/vcek/v1/Turin/crl", chip.revocationList(NOW, List.of()));
    }

    private String chipPath() {
        return "/vcek/v1/Turin/%s?fmcSPL=01&blSPL=01&teeSPL=01&snpSPL=04&ucodeSPL=81"
                .formatted(chip.chipId().slice(0, 8).toHex().substring(2));
    }

    private static Bytes pem(Bytes... certificates) {
        var text = new ByteArrayOutputStream();
        for (var der : certificates) {
            text.writeBytes(
                    ("-----BEGIN CERTIFICATE-----\n"
                                    + Base64.getMimeEncoder().encodeToString(der.toArray())
                                    + "\n-----END CERTIFICATE-----\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        return Bytes.of(text.toByteArray());
    }
}
