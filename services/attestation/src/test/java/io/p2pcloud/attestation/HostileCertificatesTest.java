package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.RealReportsTest.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class HostileCertificatesTest {
    @Test
    void neverReleasesOnACertificateWithOneByteChanged() {
        changeCertificates(23);
    }

    @Test
    @Tag("long")
    void neverReleasesOnACertificateWithAnyByteChanged() {
        changeCertificates(1);
    }

    private static void changeCertificates(int step) {
        var scenario = Scenario.genoa();
        var report = scenario.report.sign();
        for (int which = 0; which < 3; which++) {
            var sound = scenario.certificates.get(which).toArray();
            for (int at = 0; at < sound.length; at += step) {
                var changed = sound.clone();
                changed[at] ^= 1;
                scenario.certificates.set(which, Bytes.of(changed));
                assertThat(scenario.verify(scenario.evidence(report)).verdict())
                        .as("certificate %d, byte %d", which, at)
                        .isEqualTo(Verdict.REFUSE);
            }
            scenario.certificates.set(which, Bytes.of(sound));
        }
        assertThat(scenario.verify(scenario.evidence(report)).verdict()).isEqualTo(Verdict.RELEASE);
    }

    @Test
    void refusesAmdsNamesUnderAnotherRoot() {
        var scenario = Scenario.genoa();
        hostile(scenario);
        assertThat(failed(scenario.verify())).isEqualTo(Set.of(Reason.CHAIN_ROOT));
        assertThat(scenario.verify().simulated()).isFalse();
    }

    @Test
    void refusesAHostsRootEvenBesideTheRealOne() {
        var scenario = Scenario.genoa();
        hostile(scenario);
        scenario.certificates.add(scenario.chip.authority().issueRoot());
        scenario.certificates.add(scenario.chip.authority().issueIntermediate(false));
        assertThat(failed(scenario.verify()))
                .isEqualTo(Set.of(Reason.CHAIN_LINKS, Reason.CHAIN_REVOCATION));
    }

    @Test
    void findsTheRightCertificatesAmongStrangers() {
        var scenario = Scenario.genoa();
        var sound = List.copyOf(scenario.certificates);
        hostile(scenario);
        scenario.certificates.addAll(SimulatedChip.genoa(8).certificates());
        scenario.certificates.addAll(SimulatedChip.turin(8).certificates());
        scenario.certificates.addAll(sound.reversed());
        scenario.revocationLists.clear();
        assertThat(scenario.verify().verdict()).isEqualTo(Verdict.RELEASE);
    }

    @Test
    void refusesLeavesThatAreNotOfAChip() {
        var scenario = Scenario.genoa();
        scenario.leaf(scenario.chip.certificate().authority());
        assertThat(failed(scenario.verify())).isEqualTo(Set.of(Reason.CHAIN_LEAF));

        scenario.leaf(scenario.chip.certificate().criticalExtension("1.2.3.4", Der.nul()));
        assertThat(failed(scenario.verify())).isEqualTo(Set.of(Reason.CHAIN_LEAF));

        for (var key : List.of(ec("secp256r1"), scenario.chip.authority().intermediate())) {
            scenario.leaf(
                    scenario.chip
                            .authority()
                            .chipCertificate(
                                    key.getPublic(), scenario.chip.tcb(), scenario.chip.chipId()));
            assertThat(failed(scenario.verify()))
                    .isEqualTo(Set.of(Reason.CHAIN_LEAF, Reason.SIGNATURE));
        }
    }

    @Test
    void takesNoLeafWhoseNameHasAPartOfTwoValues() {
        var scenario = Scenario.genoa();
        var name = SimulatedCertificate.doubleName("SEV-VCEK");
        scenario.leaf(scenario.chip.certificate().subject(name));
        assertThat(failed(scenario.verify())).isEqualTo(Set.of(Reason.CHAIN_LEAF));
    }

    @Test
    void refusesACertificateThatSaysSomethingTwice() {
        var level = SimulatedCertificate.AMD + "3.3";
        var same = Der.integer(27);
        var higher = Der.integer(200);
        var scenario = Scenario.genoa();
        for (var leaf :
                List.of(
                        scenario.chip.certificate().secondExtension(level, same),
                        scenario.chip.certificate().secondExtension(level, higher),
                        scenario.chip.certificate().criticalExtension(level, higher),
                        scenario.chip
                                .certificate()
                                .secondExtension(SimulatedCertificate.AMD + "4", new byte[64]))) {
            scenario.leaf(leaf);
            var result = scenario.verify();
            assertThat(failed(result)).isEqualTo(Set.of(Reason.CHAIN_LEAF));
            assertThat(result.verdict()).isEqualTo(Verdict.REFUSE);
        }
        scenario.leaf(scenario.chip.certificate());
        scenario.intermediate(
                scenario.chip
                        .authority()
                        .intermediateCertificate(false)
                        .secondExtension("2.5.29.19", Der.sequence(Der.bool(false))));
        assertThat(failed(scenario.verify()))
                .isEqualTo(Set.of(Reason.CHAIN_ROOT, Reason.CHAIN_LINKS));
    }

    @Test
    void refusesAChipSignedByTheRootItself() {
        var scenario = Scenario.genoa();
        var certificate =
                new SimulatedCertificate("SEV-VCEK", "ARK-Genoa", scenario.chip.key().getPublic())
                        .issue(scenario.chip.authority().root().getPrivate());
        scenario.certificates.set(0, certificate);
        assertThat(failed(scenario.verify())).contains(Reason.CHAIN_LINKS, Reason.TCB_CERTIFICATE);
    }

    @Test
    void refusesAChainWithoutItsMiddleOrItsRoot() {
        var scenario = Scenario.genoa();
        scenario.certificates.remove(2);
        var noRoot = scenario.verify();
        assertThat(failed(noRoot)).isEqualTo(Set.of(Reason.CHAIN_ROOT, Reason.CHAIN_LINKS));
        assertThat(noRoot.check(Reason.CHAIN_ROOT).sentence()).contains("ARK-Genoa");
        scenario.certificates.remove(1);
        var noMiddle = scenario.verify();
        assertThat(failed(noMiddle)).isEqualTo(Set.of(Reason.CHAIN_ROOT, Reason.CHAIN_LINKS));
        assertThat(noMiddle.check(Reason.CHAIN_ROOT).sentence()).contains("SEV-Genoa");
    }

    @Test
    void refusesNothingButGarbageInPlaceOfCertificates() {
        var scenario = Scenario.genoa();
        scenario.certificates.clear();
        scenario.certificates.add(Bytes.EMPTY);
        scenario.certificates.add(Bytes.ofHex("3080"));
        scenario.certificates.add(
                Bytes.of("-----BEGIN CERTIFICATE-----".getBytes(StandardCharsets.US_ASCII)));
        var result = scenario.verify();
        assertThat(failed(result)).isEqualTo(Set.of(Reason.CHAIN_LEAF));
        assertThat(result.check(Reason.CHAIN_LEAF).detail()).contains("no end");
    }

    @Test
    void aSoundChainSurvivesGarbageBesideIt() {
        var scenario = Scenario.genoa();
        scenario.certificates.addFirst(Bytes.ofHex("30820000"));
        scenario.certificates.addLast(Bytes.of(new byte[600_000]));
        assertThat(scenario.verify().verdict()).isEqualTo(Verdict.RELEASE);
    }

    /// A chain with all the right names and fields whose root is the host's own.
    private static void hostile(Scenario scenario) {
        var authority = scenario.chip.authority();
        var own = new SimulatedAuthority(Product.MILAN).root();
        var root =
                new SimulatedCertificate("ARK-Genoa", "ARK-Genoa", own.getPublic())
                        .serial(0x10000)
                        .authority()
                        .issue(own.getPrivate());
        var middle = new SimulatedAuthority(Product.TURIN).root();
        scenario.certificates.set(0, scenario.chip.certificate().issue(middle.getPrivate()));
        scenario.certificates.set(
                1,
                new SimulatedCertificate("SEV-Genoa", "ARK-Genoa", middle.getPublic())
                        .serial(SimulatedAuthority.INTERMEDIATE_SERIAL)
                        .authority()
                        .issue(own.getPrivate()));
        scenario.certificates.set(2, root);
        // The host's list of revoked certificates, too.
        scenario.revocationLists.set(
                0,
                authority.revocationList(
                        Scenario.NOW, Scenario.NOW.plus(Duration.ofDays(1)), List.of(), own));
    }

    private static KeyPair ec(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve), SimulatedChip.seeded(5));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
