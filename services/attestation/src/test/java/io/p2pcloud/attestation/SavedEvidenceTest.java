package io.p2pcloud.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SavedEvidenceTest {
    private final Scenario scenario = Scenario.genoa();
    private final AttestationVerifier verifier =
            new AttestationVerifier(scenario.roots, scenario.policy);

    @Test
    void aReleaseComesBackWholeAndIsJudgedTheSameForEver() {
        var result = scenario.verify();
        var proof = ((Outcome.Release) result.outcome()).evidence();
        var saved = SavedEvidence.of(proof);
        var read = SavedEvidence.parse(saved.toJson());
        assertThat(read).isEqualTo(saved);
        var later = read.verify(verifier, Scenario.NOW.plus(Duration.ofDays(4_000)));
        assertThat(later.checks()).isEqualTo(result.checks());
    }

    @Test
    void evidenceAloneIsJudgedByTheTimeOfNow() {
        var saved = SavedEvidence.alone(scenario.evidence(), Scenario.NOW);
        var read = SavedEvidence.parse(saved.toJson());
        assertThat(read).isEqualTo(saved);
        assertThat(read.verify(verifier, Scenario.NOW).grade()).isEqualTo(Grade.ACCEPTED);
        var later = read.verify(verifier, Scenario.NOW.plus(Duration.ofDays(40_000)));
        assertThat(later.check(Reason.CHAIN_TIME).status()).isEqualTo(Status.FAIL);
    }

    @Test
    void keepsAChallengeOnFirstSight() {
        var first =
                new Challenge(
                        Scenario.REPORT_DATA,
                        Scenario.HOST_DATA,
                        scenario.challenge.issuedAt(),
                        null);
        var saved = new SavedEvidence(scenario.evidence(), scenario.profile, first, Scenario.NOW);
        assertThat(SavedEvidence.parse(saved.toJson())).isEqualTo(saved);
        assertThatThrownBy(() ->
                        new SavedEvidence(
                                scenario.evidence(), scenario.profile, null, Scenario.NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"p2pcloud-evidence/1\"=>\"p2pcloud-evidence/2\"",
                "\"report\" : \"0x=>\"report\" : \"0xzz",
                "\"at\" : \"2026=>\"at\" : \"never",
                "\"certificates\" : [=>\"certificates\" : [ 1,",
                "\"challenge\" : {=>\"other\" : {",
                "\"hostData\" : \"0x17=>\"hostData\" : \"0x"
            })
    void refusesTextThatIsChanged(String change) {
        var proof = ((Outcome.Release) scenario.verify().outcome()).evidence();
        var json = SavedEvidence.of(proof).toJson();
        var parts = change.split("=>", -1);
        assertThat(json).contains(parts[0]);
        assertThatThrownBy(() -> SavedEvidence.parse(json.replace(parts[0], parts[1])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void collectsPartsInAnyOrder() {
        var parts = new ArrayList<EvidenceParts.Part>();
        parts.add(part("crl", scenario.revocationLists.getFirst()));
        parts.add(part("all.pem", CertificateSetTest.pem(scenario.certificates.subList(0, 1))));
        parts.add(part("report", scenario.report.sign()));
        parts.add(part("ask", scenario.certificates.get(1)));
        parts.add(part("ark", scenario.certificates.get(2)));
        var saved = EvidenceParts.collect(parts, Optional.empty(), Scenario.NOW);
        assertThat(saved.verify(verifier, Scenario.NOW).grade()).isEqualTo(Grade.ACCEPTED);
        assertThat(saved.evidence().revocationLists()).hasSize(1);

        var json = part("proof.json", ascii(saved.toJson()));
        assertThat(EvidenceParts.collect(List.of(json), Optional.empty(), Scenario.NOW))
                .isEqualTo(saved);
    }

    @Test
    void addsCertificatesToTheReportThatWasThere() {
        var before = SavedEvidence.alone(Evidence.of(scenario.report.sign()), Scenario.NOW);
        var parts = scenario.certificates.stream().map(it -> part("certificate", it)).toList();
        var saved = EvidenceParts.collect(parts, Optional.of(before), Scenario.NOW);
        assertThat(saved.verify(verifier, Scenario.NOW).grade()).isEqualTo(Grade.ACCEPTED);
        refused(parts, "There is no report among these: a report has 1184 bytes.");
    }

    @Test
    void refusesPartsOfNoUse() {
        var report = part("one", scenario.report.sign());
        refused(List.of(report, report), "one is a second report: check one at a time.");
        refused(
                List.of(part("short", Bytes.of(new byte[1183]))),
                "short is neither a report of 1184 bytes nor certificates, a revocation list or"
                        + " saved evidence: it has 1183 bytes.");
        refused(List.of(part("empty", Bytes.EMPTY)), "empty is neither a report of 1184 bytes");
        refused(List.of(part("other.json", ascii("{}"))), "other.json cannot be used: \"format\"");
    }

    private static void refused(List<EvidenceParts.Part> parts, String why) {
        assertThatThrownBy(() -> EvidenceParts.collect(parts, Optional.empty(), Scenario.NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why);
    }

    private static EvidenceParts.Part part(String name, Bytes bytes) {
        return new EvidenceParts.Part(name, bytes);
    }

    private static Bytes ascii(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
