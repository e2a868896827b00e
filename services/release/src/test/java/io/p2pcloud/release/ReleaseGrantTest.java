package io.p2pcloud.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.attestation.AttestationPolicy;
import io.p2pcloud.attestation.AttestationResult;
import io.p2pcloud.attestation.AttestationVerifier;
import io.p2pcloud.attestation.Challenge;
import io.p2pcloud.attestation.Evidence;
import io.p2pcloud.attestation.GuestPolicy;
import io.p2pcloud.attestation.LaunchProfile;
import io.p2pcloud.attestation.Outcome;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.VerifiedEvidence;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.release.GrantOutcome.Granted;
import io.p2pcloud.release.GrantOutcome.Reason;
import io.p2pcloud.release.GrantOutcome.Refused;
import java.lang.reflect.Modifier;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseGrantTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Bytes MEASUREMENT = Bytes.ofHex("5a".repeat(48));
    private static final GuestPolicy POLICY =
            new GuestPolicy(GuestPolicy.MUST_BE_ONE | GuestPolicy.SMT_ALLOWED);
    private static final AgeRecipient OTHER_RECIPIENT =
            AgeRecipient.of(Bytes.ofHex("09" + "00".repeat(31)));

    /// The point 2G of secp256k1.
    private static final Secp256k1Key OTHER_KEY =
            new Secp256k1Key(
                    Bytes.ofHex(
                            "04c6047f9441ed7d6d3045406e95c07cd85c778e4b8cef3ca7abac09b95c709ee5"
                                    + "1ae168fea63dc339a3c58419466ceaeef7f632653266d0e1236431a950cfe52a"));

    private final SecureRandom random = new SecureRandom();
    private final GuestLine.Hello hello =
            new GuestLine.Hello(Samples.BOOT, Samples.word(0x33), Samples.word(0x55), Samples.KEY);

    @Test
    void aStandardLeaseNeedsNoProof() {
        var guest = guest(Bytes.EMPTY);
        var grant = granted(ReleaseGrant.unattested(Tier.STANDARD, hello, guest));
        assertThat(grant.tier()).isEqualTo(Tier.STANDARD);
        var transcript = grant.seal(Samples.payload(), random);
        assertThat(transcript)
                .isEqualTo(
                        new ReleaseTranscript(
                                Samples.BOOT,
                                hello.nonce(),
                                guest.recipient(),
                                Bytes.EMPTY,
                                transcript.sealed()));
    }

    @Test
    void aConfidentialLeaseWithoutProofGetsNothing() {
        for (var report : List.of(Bytes.EMPTY, report(hello, SimulatedChip.genoa(7)))) {
            assertThat(ReleaseGrant.unattested(Tier.CONFIDENTIAL, hello, guest(report)))
                    .isEqualTo(new Refused(Reason.PROOF_MISSING));
        }
    }

    @Test
    void theGuestThatWasVerifiedGetsItsPayload() {
        var chip = SimulatedChip.genoa(7);
        var guest = guest(report(hello, chip));
        var grant = granted(ReleaseGrant.attested(hello, guest, released(guest, chip)));
        assertThat(grant.tier()).isEqualTo(Tier.CONFIDENTIAL);
        assertThat(grant.guest()).isEqualTo(guest);
        var sealed = grant.seal(confidential(), random).sealed();
        assertThat(sealed.size()).isGreaterThan(confidential().toBytes().size());
    }

    @Test
    void noKeyOfOneTierLeavesByAGrantForTheOther() {
        var chip = SimulatedChip.genoa(7);
        var guest = guest(report(hello, chip));
        var attested = granted(ReleaseGrant.attested(hello, guest, released(guest, chip)));
        assertThatThrownBy(() -> attested.seal(Samples.payload(), random))
                .isInstanceOf(IllegalArgumentException.class);
        var unattested = granted(ReleaseGrant.unattested(Tier.STANDARD, hello, guest));
        assertThatThrownBy(() -> unattested.seal(confidential(), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not cover");
    }

    @Test
    void aPayloadOfAnotherBootIsNotSealed() {
        var next =
                new GuestLine.Hello(
                        boot(Samples.BOOT.lease(), Samples.BOOT.boot() + 1),
                        hello.manifest(),
                        hello.nonce(),
                        hello.launchKey());
        var grant = granted(ReleaseGrant.unattested(Tier.STANDARD, next, guest(Bytes.EMPTY)));
        assertThatThrownBy(() -> grant.seal(Samples.payload(), random))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another boot");
    }

    /// A session that differs from the verified one in one value, and why it gets nothing.
    record Foreign(String name, UnaryOperator<GuestLine.Hello> change, Reason reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Foreign> foreignSessions() {
        return Stream.of(
                new Foreign(
                        "lease",
                        it -> with(it, boot(Samples.word(0x23), it.boot().boot())),
                        Reason.OTHER_SESSION),
                new Foreign(
                        "earlier boot",
                        it -> with(it, boot(it.boot().lease(), it.boot().boot() - 1)),
                        Reason.OTHER_SESSION),
                new Foreign(
                        "nonce",
                        it ->
                                new GuestLine.Hello(
                                        it.boot(),
                                        it.manifest(),
                                        Samples.word(0x56),
                                        it.launchKey()),
                        Reason.OTHER_SESSION),
                new Foreign(
                        "manifest",
                        it ->
                                new GuestLine.Hello(
                                        it.boot(), Samples.word(0x34), it.nonce(), it.launchKey()),
                        Reason.OTHER_LEASE),
                new Foreign(
                        "launch key",
                        it -> new GuestLine.Hello(it.boot(), it.manifest(), it.nonce(), OTHER_KEY),
                        Reason.OTHER_LEASE));
    }

    @ParameterizedTest
    @MethodSource("foreignSessions")
    void proofOfAnotherSessionGrantsNothing(Foreign foreign) {
        var chip = SimulatedChip.genoa(7);
        var guest = guest(report(hello, chip));
        var proof = released(guest, chip);
        assertThat(ReleaseGrant.attested(foreign.change().apply(hello), guest, proof))
                .isEqualTo(new Refused(foreign.reason()));
    }

    @Test
    void proofOfAnotherGuestGrantsNothing() {
        var chip = SimulatedChip.genoa(7);
        var guest = guest(report(hello, chip));
        var proof = released(guest, chip);
        var otherRecipient =
                new GuestLine.Evidence(OTHER_RECIPIENT, guest.guestKey(), guest.report());
        assertThat(ReleaseGrant.attested(hello, otherRecipient, proof))
                .isEqualTo(new Refused(Reason.OTHER_SESSION));
        var otherKey = new GuestLine.Evidence(guest.recipient(), OTHER_KEY, guest.report());
        assertThat(ReleaseGrant.attested(hello, otherKey, proof))
                .isEqualTo(new Refused(Reason.OTHER_SESSION));
        var otherReport = guest(report(hello, SimulatedChip.genoa(8)));
        assertThat(ReleaseGrant.attested(hello, otherReport, proof))
                .isEqualTo(new Refused(Reason.OTHER_REPORT));
        var withoutReport = guest(Bytes.EMPTY);
        assertThat(ReleaseGrant.attested(hello, withoutReport, proof))
                .isEqualTo(new Refused(Reason.OTHER_REPORT));
    }

    @Test
    void doubtsThatNobodyAcceptedMakeNoProof() {
        var chip = SimulatedChip.milan(3);
        var guest = guest(report(hello, chip));
        var ask = (Outcome.Ask) verify(guest, chip, MEASUREMENT).outcome();
        assertThat(ask.accept(Set.of())).isEmpty();
        var yes = ask.accept(Set.of(io.p2pcloud.attestation.Reason.CHIP_STANDING)).orElseThrow();
        var grant = granted(ReleaseGrant.attested(hello, guest, yes));
        assertThat(((ReleaseGrant.Attested) grant).proof().acceptedDoubts()).hasSize(1);
    }

    @Test
    void aRefusalHoldsNoProof() {
        var chip = SimulatedChip.genoa(7);
        var guest = guest(report(hello, chip));
        var outcome = verify(guest, chip, Bytes.ofHex("5b".repeat(48))).outcome();
        assertThat(outcome).isInstanceOf(Outcome.Refuse.class);
        var members = Outcome.Refuse.class.getRecordComponents();
        assertThat(Arrays.stream(members).map(it -> it.getName())).containsExactly("causes");
    }

    @Test
    void nobodyElseCanMakeAProofOrAGrant() {
        for (var type :
                List.of(
                        VerifiedEvidence.class,
                        ReleaseGrant.Attested.class,
                        ReleaseGrant.Unattested.class,
                        Outcome.Ask.class)) {
            assertThat(Modifier.isFinal(type.getModifiers())).as(type.getName()).isTrue();
            assertThat(type.getConstructors()).as(type.getName()).isEmpty();
        }
        assertThat(ReleaseGrant.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        ReleaseGrant.Attested.class, ReleaseGrant.Unattested.class);
    }

    private VerifiedEvidence released(GuestLine.Evidence guest, SimulatedChip chip) {
        return ((Outcome.Release) verify(guest, chip, MEASUREMENT).outcome()).evidence();
    }

    private AttestationResult verify(
            GuestLine.Evidence guest, SimulatedChip chip, Bytes measurement) {
        var evidence =
                new Evidence(
                        guest.report(),
                        chip.certificates(),
                        List.of(chip.revocationList(NOW.minusSeconds(60), List.of())));
        var challenge =
                new Challenge(
                        ReleaseGrant.reportData(hello, guest).digest(),
                        ReleaseGrant.hostData(hello).digest(),
                        NOW.minusSeconds(3),
                        null);
        return new AttestationVerifier(chip.trusted(), AttestationPolicy.shipped())
                .verify(
                        evidence,
                        LaunchProfile.of("Debian 13, 2 vCPUs", measurement, POLICY),
                        challenge,
                        NOW);
    }

    private static Bytes report(GuestLine.Hello hello, SimulatedChip chip) {
        return chip.report()
                .measurement(MEASUREMENT)
                .hostData(ReleaseGrant.hostData(hello).digest())
                .reportData(ReleaseGrant.reportData(hello, guest(Bytes.EMPTY)).digest())
                .sign();
    }

    private static GuestLine.Evidence guest(Bytes report) {
        return new GuestLine.Evidence(Samples.RECIPIENT, Samples.KEY, report);
    }

    private static SealedPayload confidential() {
        var payload = Samples.payload();
        return new SealedPayload(
                payload.boot(),
                new VolumeIdentity(
                        payload.volume().id(), payload.volume().generation(), Tier.CONFIDENTIAL),
                payload.diskKey(),
                payload.format(),
                payload.rescue(),
                payload.hostname(),
                payload.hostKey(),
                payload.authorizedKeys(),
                payload.firstBoot(),
                payload.beatSources(),
                payload.heartbeat());
    }

    private static LeaseBoot boot(Bytes32 lease, int number) {
        return new LeaseBoot(Samples.BOOT.chainId(), Samples.BOOT.market(), lease, number);
    }

    private static GuestLine.Hello with(GuestLine.Hello hello, LeaseBoot boot) {
        return new GuestLine.Hello(boot, hello.manifest(), hello.nonce(), hello.launchKey());
    }

    private static ReleaseGrant granted(GrantOutcome outcome) {
        return ((Granted) outcome).grant();
    }
}
