package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Status.FAIL;
import static io.p2pcloud.attestation.Status.NOTE;
import static io.p2pcloud.attestation.Status.NOT_RUN;
import static io.p2pcloud.attestation.Status.PASS;
import static io.p2pcloud.attestation.Status.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every check seen passing, and seen failing while all others stand.
final class EachCheckTest {
    /// One change to a sound launch, and the one row that must notice it.
    record Change(String name, Reason reason, Status status, Consumer<Scenario> act) {
        @Override
        public String toString() {
            return reason + " " + status + ": " + name;
        }
    }

    @Test
    void everyCheckPassesForASoundLaunch() {
        for (var chip : List.of(SimulatedChip.genoa(7), SimulatedChip.turin(7))) {
            var result = new Scenario(chip).verify();
            assertThat(statuses(result)).isEqualTo(sound());
            assertThat(result.verdict()).isEqualTo(Verdict.RELEASE);
            assertThat(result.outcome()).isInstanceOf(Outcome.Release.class);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void oneChangeIsSeenByOneCheckAlone(Change change) {
        var scenario = Scenario.genoa();
        change.act().accept(scenario);
        var expected = sound();
        expected.put(change.reason(), change.status());
        var result = scenario.verify();
        assertThat(statuses(result)).isEqualTo(expected);
        assertThat(result.verdict())
                .isEqualTo(
                        switch (change.status()) {
                            case PASS, NOTE -> Verdict.RELEASE;
                            case WARN -> Verdict.ASK;
                            case FAIL -> Verdict.REFUSE;
                            case NOT_RUN ->
                                    change.reason().mandatory() ? Verdict.REFUSE : Verdict.RELEASE;
                        });
    }

    @Test
    void noReasonCanOnlyPass() {
        var seen = EnumSet.noneOf(Reason.class);
        changes().forEach(change -> seen.add(change.reason()));
        // What these find leaves others nothing to look at: the tests below.
        seen.addAll(
                Set.of(
                        Reason.REPORT_LENGTH,
                        Reason.CHAIN_LEAF,
                        Reason.SIGNATURE_FORMAT,
                        Reason.CHAIN_ROOT));
        assertThat(seen).isEqualTo(EnumSet.allOf(Reason.class));
    }

    @Test
    void nothingElseIsJudgedInAReportOfAnotherLength() {
        var scenario = Scenario.genoa();
        for (int size : new int[] {0, 1, 1183, 1185, 2368}) {
            var bytes = Arrays.copyOf(scenario.report.sign().toArray(), size);
            var result = scenario.verify(scenario.evidence(Bytes.of(bytes)));
            var expected = all(NOT_RUN);
            expected.put(Reason.REPORT_LENGTH, FAIL);
            assertThat(statuses(result)).isEqualTo(expected);
            assertThat(result.verdict()).isEqualTo(Verdict.REFUSE);
            assertThat(result.grade()).isEqualTo(Grade.REJECTED);
        }
    }

    @Test
    void withoutTheChipsCertificateNothingAboutItIsJudged() {
        var scenario = Scenario.genoa();
        scenario.certificates.removeFirst();
        var expected = sound();
        expected.put(Reason.CHAIN_LEAF, FAIL);
        for (var reason :
                List.of(
                        Reason.CHAIN_ROOT,
                        Reason.CHAIN_LINKS,
                        Reason.CHAIN_TIME,
                        Reason.CHAIN_REVOCATION,
                        Reason.SIGNATURE,
                        Reason.CHIP_CERTIFICATE,
                        Reason.TCB_CERTIFICATE)) {
            expected.put(reason, NOT_RUN);
        }
        assertThat(statuses(scenario.verify())).isEqualTo(expected);
    }

    @Test
    void aRootThatIsNotPinnedFailsWhereverItsChainLeads() {
        var scenario = Scenario.genoa();
        scenario.roots = TrustedRoots.amd();
        var expected = sound();
        expected.put(Reason.CHAIN_ROOT, FAIL);
        var result = scenario.verify();
        assertThat(statuses(result)).isEqualTo(expected);
        assertThat(result.simulated()).isFalse();
    }

    static Stream<Change> changes() {
        return Stream.of(reports(), certificates(), firmware(), guests(), identity())
                .flatMap(List::stream);
    }

    private static List<Change> reports() {
        return List.of(
                change("version 6", Reason.REPORT_VERSION, FAIL, s -> s.report.u32(0, 6)),
                change("version 4", Reason.REPORT_VERSION, PASS, s -> s.report.u32(0, 4)),
                change("version 3", Reason.REPORT_VERSION, PASS, s -> s.report.u32(0, 3)),
                change(
                        "a field after the last",
                        Reason.REPORT_RESERVED,
                        WARN,
                        s -> s.report.u8(0x29f, 1)),
                change(
                        "a field after the CPU",
                        Reason.REPORT_RESERVED,
                        WARN,
                        s -> s.report.u8(0x18b, 1)),
                change(
                        "a bit among the key's",
                        Reason.REPORT_RESERVED,
                        WARN,
                        s -> s.report.u32(0x48, 0x20)),
                change(
                        "mitigations of version 5 in 3",
                        Reason.REPORT_RESERVED,
                        WARN,
                        s -> s.report.u32(0, 3).u64(0x1f8, 1)));
    }

    private static List<Change> certificates() {
        var skewed = Duration.ofDays(1);
        return List.of(
                change(
                        "a weaker hash",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s -> s.leaf(leaf(s).signedWith("SHA-256", 32))),
                change(
                        "another salt",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s -> s.leaf(leaf(s).signedWith("SHA-384", 32))),
                change(
                        "an intermediate that is no authority",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s ->
                                s.intermediate(
                                        s.chip.authority()
                                                .intermediateCertificate(false)
                                                .without("2.5.29.19"))),
                change(
                        "an intermediate that may not sign",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s ->
                                s.intermediate(
                                        s.chip.authority()
                                                .intermediateCertificate(false)
                                                .criticalExtension(
                                                        "2.5.29.15",
                                                        Der.tagged(
                                                                3, new byte[] {7, (byte) 0x80})))),
                change(
                        "a root that did not sign itself",
                        Reason.CHAIN_LINKS,
                        FAIL,
                        s ->
                                s.certificates.set(
                                        2,
                                        s.chip.authority()
                                                .rootCertificate()
                                                .issue(
                                                        s.chip.authority()
                                                                .intermediate()
                                                                .getPrivate()))),
                change(
                        "an expired leaf",
                        Reason.CHAIN_TIME,
                        FAIL,
                        s ->
                                s.leaf(
                                        leaf(s).valid(
                                                        Scenario.NOW.minus(skewed.multipliedBy(9)),
                                                        Scenario.NOW.minus(skewed)))),
                change(
                        "a leaf of tomorrow",
                        Reason.CHAIN_TIME,
                        FAIL,
                        s ->
                                s.leaf(
                                        leaf(s).valid(
                                                        Scenario.NOW.plus(skewed),
                                                        Scenario.NOW.plus(
                                                                skewed.multipliedBy(9))))),
                change(
                        "an expired intermediate",
                        Reason.CHAIN_TIME,
                        FAIL,
                        s ->
                                s.intermediate(
                                        s.chip.authority()
                                                .intermediateCertificate(false)
                                                .valid(
                                                        Scenario.NOW.minus(skewed.multipliedBy(9)),
                                                        Scenario.NOW.minus(skewed)))),
                change(
                        "an expired root",
                        Reason.CHAIN_TIME,
                        FAIL,
                        s ->
                                s.root(
                                        s.chip.authority()
                                                .rootCertificate()
                                                .valid(
                                                        Scenario.NOW.minus(skewed.multipliedBy(9)),
                                                        Scenario.NOW.minus(skewed)))),
                change("no list", Reason.CHAIN_REVOCATION, NOTE, s -> s.revocationLists.clear()),
                change(
                        "a revoked intermediate",
                        Reason.CHAIN_REVOCATION,
                        FAIL,
                        s ->
                                list(
                                        s,
                                        Duration.ofDays(3),
                                        List.of(9L, SimulatedAuthority.INTERMEDIATE_SERIAL))),
                change(
                        "a list that revokes others",
                        Reason.CHAIN_REVOCATION,
                        PASS,
                        s -> list(s, Duration.ofDays(3), List.of(9L))),
                change(
                        "an old list",
                        Reason.CHAIN_REVOCATION,
                        WARN,
                        s -> list(s, Duration.ofDays(31), List.of())),
                change(
                        "a list that is none",
                        Reason.CHAIN_REVOCATION,
                        FAIL,
                        s -> s.revocationLists.set(0, Bytes.ofHex("3000"))),
                change(
                        "a list by another key",
                        Reason.CHAIN_REVOCATION,
                        FAIL,
                        s ->
                                s.revocationLists.set(
                                        0,
                                        s.chip.authority()
                                                .revocationList(
                                                        Scenario.NOW,
                                                        Scenario.NOW.plus(skewed),
                                                        List.of(),
                                                        s.chip.authority().intermediate()))),
                change("a masked key", Reason.SIGNING_KEY, FAIL, s -> s.report.u32(0x48, 2)),
                change("no key", Reason.SIGNING_KEY, FAIL, s -> s.report.u32(0x48, 7 << 2)),
                change(
                        "a key of the future",
                        Reason.SIGNING_KEY,
                        FAIL,
                        s -> s.report.u32(0x48, 3 << 2)),
                change("a VLEK in name", Reason.SIGNING_KEY, FAIL, s -> s.report.u32(0x48, 1 << 2)),
                change(
                        "a certificate for another key",
                        Reason.SIGNATURE,
                        FAIL,
                        s ->
                                s.leaf(
                                        s.chip.authority()
                                                .chipCertificate(
                                                        SimulatedChip.genoa(8).key().getPublic(),
                                                        s.chip.tcb(),
                                                        s.chip.chipId()))),
                change(
                        "a certificate for another chip",
                        Reason.CHIP_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("4"), new byte[64]))),
                change(
                        "a certificate for no chip",
                        Reason.CHIP_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).without(amd("4")))),
                change(
                        "a chip id wrapped twice",
                        Reason.CHIP_CERTIFICATE,
                        FAIL,
                        s ->
                                s.leaf(
                                        leaf(s).extension(
                                                        amd("4"),
                                                        Der.octets(s.chip.chipId().toArray())))),
                change(
                        "a certificate for another level",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("3.8"), Der.integer(89)))),
                change(
                        "a certificate of another structure",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("1"), Der.integer(1)))),
                change(
                        "a certificate without a level",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).without(amd("3.2")))),
                change(
                        "a level that is not minimal DER",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("3.8"), new byte[] {2, 2, 0, 88}))),
                change(
                        "a negative level",
                        Reason.TCB_CERTIFICATE,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("3.8"), new byte[] {2, 1, (byte) 0xd8}))),
                change(
                        "a certificate for another product",
                        Reason.CHIP_PRODUCT,
                        FAIL,
                        s -> s.leaf(leaf(s).extension(amd("2"), Der.ia5("Turin")))));
    }

    private static List<Change> firmware() {
        var genoa = new TcbVersion(0, 10, 0, 27, 88);
        return List.of(
                change(
                        "a stricter minimum",
                        Reason.TCB_MINIMUM,
                        FAIL,
                        // The launch is judged by the same minimum: make it reach.
                        s -> {
                            s.policy =
                                    s.policy.raisedBy(
                                            genoaMinimum(new TcbVersion(0, 10, 0, 27, 89), 27));
                            s.report.tcb(0x1f0, new TcbVersion(0, 10, 0, 27, 89));
                        }),
                change(
                        "an older launch",
                        Reason.TCB_LAUNCH,
                        FAIL,
                        s -> s.report.tcb(0x1f0, new TcbVersion(0, 10, 0, 22, 88))),
                change(
                        "less running than reported",
                        Reason.TCB_ORDER,
                        FAIL,
                        s -> {
                            s.report.tcb(0x038, new TcbVersion(0, 10, 0, 27, 87));
                            s.report.tcb(0x1e0, new TcbVersion(0, 10, 0, 27, 87));
                        }),
                change(
                        "firmware on probation",
                        Reason.TCB_COMMITTED,
                        NOTE,
                        s -> s.report.u8(0x1ec, 48)),
                change(
                        "levels on probation",
                        Reason.TCB_COMMITTED,
                        NOTE,
                        s -> s.report.tcb(0x038, genoa.max(new TcbVersion(0, 0, 0, 28, 0)))),
                change(
                        "newer firmware known",
                        Reason.TCB_NEWEST,
                        WARN,
                        s -> s.policy = s.policy.raisedBy(genoaMinimum(genoa, 29))),
                change(
                        "slightly newer firmware known",
                        Reason.TCB_NEWEST,
                        PASS,
                        s -> s.policy = s.policy.raisedBy(genoaMinimum(genoa, 28))),
                change(
                        "a required mitigation",
                        Reason.MITIGATIONS,
                        FAIL,
                        s -> {
                            s.policy = s.policy.raisedBy(requiring(0, 0, 0, 3));
                            s.report.u64(0x1f8, 3).u64(0x200, 1);
                        }),
                change(
                        "a required mitigation that is there",
                        Reason.MITIGATIONS,
                        PASS,
                        s -> {
                            s.policy = s.policy.raisedBy(requiring(0, 0, 0, 3));
                            s.report.u64(0x1f8, 3).u64(0x200, 7);
                        }),
                change(
                        "a published weakness",
                        Reason.CHIP_STANDING,
                        WARN,
                        s -> s.policy = s.policy.raisedBy(genoaStanding(Verdict.ASK))),
                change(
                        "a processor that the user refuses",
                        Reason.CHIP_STANDING,
                        FAIL,
                        s -> s.policy = s.policy.raisedBy(genoaStanding(Verdict.REFUSE))));
    }

    private static List<Change> guests() {
        long sound = GuestPolicy.MUST_BE_ONE | GuestPolicy.SMT_ALLOWED;
        return List.of(
                change(
                        "debug",
                        Reason.POLICY_DEBUG,
                        FAIL,
                        policy(sound | GuestPolicy.DEBUG_ALLOWED)),
                change(
                        "migration",
                        Reason.POLICY_MIGRATION,
                        FAIL,
                        policy(sound | GuestPolicy.MIGRATION_AGENT_ALLOWED)),
                change(
                        "a migration agent",
                        Reason.POLICY_MIGRATION,
                        FAIL,
                        s -> s.report.u8(0x160, 1)),
                change(
                        "no migration agent, as zeros",
                        Reason.POLICY_MIGRATION,
                        PASS,
                        s -> s.report.bytes(0x160, Bytes.of(new byte[32]))),
                change("no bit 17", Reason.POLICY_KNOWN, FAIL, policy(GuestPolicy.SMT_ALLOWED)),
                change("bit 26", Reason.POLICY_KNOWN, WARN, policy(sound | 1L << 26)),
                change("bit 63", Reason.POLICY_KNOWN, WARN, policy(sound | 1L << 63)),
                change(
                        "another policy than the image's",
                        Reason.POLICY_REQUIRED,
                        FAIL,
                        s -> s.report.policy(new GuestPolicy(sound | GuestPolicy.SINGLE_SOCKET))),
                change(
                        "a policy that lacks what the user requires",
                        Reason.POLICY_REQUIRED,
                        FAIL,
                        s ->
                                s.policy =
                                        s.policy.raisedBy(
                                                requiring(GuestPolicy.SINGLE_SOCKET, 0, 0, 0))),
                change(
                        "memory on expansion cards",
                        Reason.POLICY_REQUIRED,
                        NOTE,
                        policy(sound | GuestPolicy.CXL_ALLOWED)),
                change("privilege level 1", Reason.VMPL, FAIL, s -> s.report.u32(0x30, 1)),
                change("asked by the host", Reason.VMPL, FAIL, s -> s.report.u32(0x30, -1)),
                change("no alias check", Reason.PLATFORM_ALIAS, FAIL, platform(PlatformFlags.ECC)),
                change(
                        "no ciphertext hiding for a guest that demands it",
                        Reason.PLATFORM_REQUIRED,
                        FAIL,
                        policy(sound | GuestPolicy.CIPHERTEXT_HIDING)),
                change(
                        "RAPL for a guest that forbids it",
                        Reason.PLATFORM_REQUIRED,
                        FAIL,
                        policy(sound | GuestPolicy.RAPL_DISABLED)),
                change(
                        "no ciphertext hiding for a user who demands it",
                        Reason.PLATFORM_REQUIRED,
                        FAIL,
                        s ->
                                s.policy =
                                        s.policy.raisedBy(
                                                requiring(
                                                        0, PlatformFlags.CIPHERTEXT_HIDING, 0, 0))),
                change(
                        "multithreading",
                        Reason.PLATFORM_SMT,
                        NOTE,
                        platform(PlatformFlags.ALIAS_CHECK_COMPLETE | PlatformFlags.SMT)),
                change(
                        "bit 6",
                        Reason.PLATFORM_KNOWN,
                        NOTE,
                        platform(PlatformFlags.ALIAS_CHECK_COMPLETE | 0x40)));
    }

    private static List<Change> identity() {
        return List.of(
                change("other software", Reason.MEASUREMENT, FAIL, s -> s.report.u8(0x90, 0x5b)),
                change(
                        "one of several accepted",
                        Reason.MEASUREMENT,
                        PASS,
                        s ->
                                s.profile =
                                        new LaunchProfile(
                                                "any size",
                                                List.of(
                                                        Bytes.ofHex("11".repeat(48)),
                                                        Scenario.MEASUREMENT),
                                                s.profile.policy(),
                                                0,
                                                0,
                                                null)),
                change(
                        "an outdated image",
                        Reason.GUEST_SVN,
                        FAIL,
                        s -> {
                            s.profile = profile(s, 5, null);
                            s.report.u32(4, 4);
                        }),
                change(
                        "an image by its publisher",
                        Reason.ID_KEY,
                        PASS,
                        s -> s.profile = profile(s, 0, Bytes.of(new byte[48]))),
                change(
                        "an image by another",
                        Reason.ID_KEY,
                        FAIL,
                        s -> s.profile = profile(s, 0, Bytes.ofHex("01".repeat(48)))),
                change(
                        "another chip than registered",
                        Reason.CHIP_EXPECTED,
                        FAIL,
                        s -> s.challenge = challenge(s, SimulatedChip.genoa(9).chipId())),
                change(
                        "a chip on first sight",
                        Reason.CHIP_EXPECTED,
                        NOTE,
                        s ->
                                s.challenge =
                                        new Challenge(
                                                Scenario.REPORT_DATA,
                                                Scenario.HOST_DATA,
                                                s.challenge.issuedAt(),
                                                null)),
                change(
                        "another lease",
                        Reason.BINDING_HOST_DATA,
                        FAIL,
                        s -> s.report.hostData(Bytes32.ZERO)),
                change(
                        "another session",
                        Reason.BINDING_REPORT_DATA,
                        FAIL,
                        s -> s.report.u8(0x8f, 0)),
                change(
                        "a late answer",
                        Reason.BINDING_FRESHNESS,
                        FAIL,
                        s -> s.at = s.challenge.issuedAt().plus(Duration.ofSeconds(301))),
                change(
                        "an answer before the question",
                        Reason.BINDING_FRESHNESS,
                        FAIL,
                        s -> s.at = s.challenge.issuedAt().minus(Duration.ofSeconds(1))));
    }

    private static Change change(
            String name, Reason reason, Status status, Consumer<Scenario> act) {
        return new Change(name, reason, status, act);
    }

    /// A policy in the report, and the same in the profile, so that only the policy is at fault.
    private static Consumer<Scenario> policy(long bits) {
        return s -> {
            s.report.policy(new GuestPolicy(bits));
            s.profile = LaunchProfile.of("as started", Scenario.MEASUREMENT, new GuestPolicy(bits));
        };
    }

    private static Consumer<Scenario> platform(long bits) {
        return s -> s.report.platform(new PlatformFlags(bits));
    }

    private static SimulatedCertificate leaf(Scenario s) {
        return s.chip.certificate();
    }

    private static String amd(String arc) {
        return SimulatedCertificate.AMD + arc;
    }

    private static void list(Scenario s, Duration age, List<Long> serials) {
        s.revocationLists.set(
                0,
                s.chip.authority()
                        .revocationList(
                                Scenario.NOW.minus(age),
                                Scenario.NOW.plus(Duration.ofDays(300)),
                                serials));
    }

    private static LaunchProfile profile(Scenario s, long svn, @Nullable Bytes idKey) {
        return new LaunchProfile(
                "an image", List.of(Scenario.MEASUREMENT), s.profile.policy(), svn, 0, idKey);
    }

    private static Challenge challenge(Scenario s, Bytes chip) {
        return new Challenge(
                Scenario.REPORT_DATA, Scenario.HOST_DATA, s.challenge.issuedAt(), chip);
    }

    private static AttestationPolicy genoaMinimum(TcbVersion minimum, int newest) {
        return withRules(new CpuRule(0x19, 0x11, "Genoa", minimum, newest, Verdict.RELEASE, ""));
    }

    private static AttestationPolicy genoaStanding(Verdict best) {
        return withRules(
                new CpuRule(
                        0x19, 0x11, "Genoa", new TcbVersion(0, 0, 0, 0, 0), 0, best, "A reason."));
    }

    private static AttestationPolicy withRules(CpuRule... rules) {
        var base = requiring(0, 0, 0, 0);
        return new AttestationPolicy(
                1,
                base.date(),
                List.of(rules),
                base.requiredPolicy(),
                base.forbiddenPolicy(),
                base.requiredPlatform(),
                base.forbiddenPlatform(),
                0,
                base.challengeAge(),
                base.revocationAge(),
                true);
    }

    static AttestationPolicy requiring(
            long policy, long platform, long noPlatform, long mitigations) {
        var shipped = AttestationPolicy.shipped();
        return new AttestationPolicy(
                1,
                shipped.date(),
                List.of(),
                new GuestPolicy(policy),
                new GuestPolicy(0),
                new PlatformFlags(platform),
                new PlatformFlags(noPlatform),
                mitigations,
                shipped.challengeAge(),
                shipped.revocationAge(),
                true);
    }

    static Map<Reason, Status> statuses(AttestationResult result) {
        assertThat(result.checks().stream().map(Check::id)).containsExactly(Reason.values());
        return result.checks().stream()
                .collect(
                        Collectors.toMap(
                                Check::id,
                                Check::status,
                                (one, other) -> one,
                                () -> new EnumMap<>(Reason.class)));
    }

    /// All pass but the two that cannot: the root is a test's, and no identity key is asked for.
    private static Map<Reason, Status> sound() {
        var expected = all(PASS);
        expected.put(Reason.CHAIN_ROOT, NOTE);
        expected.put(Reason.ID_KEY, NOT_RUN);
        return expected;
    }

    private static Map<Reason, Status> all(Status status) {
        var map = new EnumMap<Reason, Status>(Reason.class);
        for (var reason : Reason.values()) {
            map.put(reason, status);
        }
        return map;
    }
}
