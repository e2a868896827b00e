package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Reason;
import io.p2pcloud.attestation.SavedEvidence;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.Verdict;
import io.p2pcloud.common.Hex;
import io.p2pcloud.common.Tier;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.VolumeIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A CONFIDENTIAL launch from the hello to the opened disk, over the network, with a machine on a
/// simulated chip: every verdict.
class ConfidentialLaunchTest {
    @TempDir private Path folder;
    private ConfidentialCase server;

    @BeforeEach
    void open() throws Exception {
        server = new ConfidentialCase(folder, SimulatedChip.genoa(7));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aSoundMachineIsGivenTheKeyOfItsTierWithoutAQuestion() throws Exception {
        server.boot();
        var payload = server.host.opened.getFirst();
        var volume = new VolumeIdentity(server.record().volume(), 1, Tier.CONFIDENTIAL);
        assertThat(payload)
                .containsEntry("tier", "CONFIDENTIAL")
                .containsEntry(
                        "disk-key", Hex.plain(server.secrets.diskKey(volume).value().toArray()));
        assertThat(server.record().formatted()).isTrue();
        assertThat(server.record().confidence().released()).isEqualTo(1);
        assertThat(server.record().confidence().knownChip()).contains(server.chip.chipId());
    }

    @Test
    void aTestsChipNeverLooksGenuine() throws Exception {
        assertThat(server.mark()).isEqualTo(AttestationMark.PENDING);
        server.boot();
        assertThat(server.mark()).isEqualTo(AttestationMark.SIMULATED);
    }

    @Test
    void whatWasJudgedIsKeptAndJudgedTheSameAnywhere() throws Exception {
        server.boot();
        var kept = server.kept.getFirst();
        assertThat(kept.verdict()).isEqualTo(Verdict.RELEASE);
        var read = SavedEvidence.parse(kept.evidence().toJson());
        var verifier = new AttestationVerifier(server.chip.trusted(), AttestationPolicy.shipped());
        var again = read.verify(verifier, ConfidentialCase.NOW.plus(Duration.ofDays(900)));
        assertThat(again.verdict()).isEqualTo(Verdict.RELEASE);
    }

    @Test
    void aMachineWithMoreProcessorsThanOrderedPasses() throws Exception {
        server.host.start(
                new SimulatedGuest(
                        server.chip,
                        TestBundle.measured(
                                TestBundle.FIRMWARE,
                                server.bundle.kernel().sha256(),
                                server.bundle.initramfs().sha256(),
                                server.commandLine(),
                                ConfidentialCase.VCPUS + 3)));
        server.boot();
        assertThat(server.host.opened).hasSize(1);
    }

    @Test
    void doubtsAreTheUsersToWeighAndHisAnswerIsNoted() throws Exception {
        milan();
        var asked = refusal();
        assertThat(asked.reason()).isEqualTo(LaunchFailure.Reason.EVIDENCE_DOUBTS);
        assertThat(asked.sentence()).contains("EPYC 7003", "CHIP_STANDING", "No key was sent.");
        assertThat(server.host.released).isEmpty();
        assertThat(server.kept.getFirst().verdict()).isEqualTo(Verdict.ASK);

        assertThat(server.accept()).isTrue();
        assertThat(server.record().confidence().accepted()).isEqualTo(Set.of(Reason.CHIP_STANDING));
        assertThat(server.record().confidence().acceptedAt()).isEqualTo(ConfidentialCase.NOW);
        server.boot();
        assertThat(server.host.opened).hasSize(1);
    }

    @Test
    void aDoubtThatCameUpSinceIsAskedAnew() throws Exception {
        milan();
        var _ = refusal();
        assertThat(server.accept()).isTrue();
        server.listAge = Duration.ofDays(200);
        var asked = refusal();
        assertThat(asked.reason()).isEqualTo(LaunchFailure.Reason.EVIDENCE_DOUBTS);
        assertThat(asked.sentence()).contains("CHAIN_REVOCATION");
        assertThat(server.host.released).isEmpty();
    }

    @Test
    void aRefusalIsNobodysToAccept() throws Exception {
        server.host.answer = hello -> server.host.guest.answer(hello, other(hello));
        assertThat(refusal().reason()).isEqualTo(LaunchFailure.Reason.EVIDENCE_REFUSED);
        assertThat(server.accept()).isFalse();
        assertThat(server.kept.getFirst().verdict()).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void theNextStartIsOnTheSameProcessorAndNeverFormats() throws Exception {
        server.boot();
        server.nextBoot();
        assertThat(refusal().reason()).isEqualTo(LaunchFailure.Reason.EARLIER_BOOT_OPEN);
        assertThat(server.accept()).isTrue();
        server.boot();
        assertThat(server.host.opened).hasSize(2);
        assertThat(server.host.opened.getLast()).containsEntry("format", "0");
    }

    private void milan() {
        server.chip = SimulatedChip.milan(3);
        server.roots = server.chip.trusted();
        server.host.start(new SimulatedGuest(server.chip, server.measured()));
    }

    private static GuestLine.Hello other(GuestLine.Hello hello) {
        return new GuestLine.Hello(
                ConfidentialCase.where(9), hello.manifest(), hello.nonce(), hello.launchKey());
    }

    private LaunchException refusal() {
        return Assertions.catchThrowableOfType(LaunchException.class, server::boot);
    }
}
