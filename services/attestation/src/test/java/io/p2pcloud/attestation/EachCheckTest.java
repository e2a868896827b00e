package io.p2pcloud.attestation;

import static io.p2pcloud.attestation.Status.FAIL;
import static io.p2pcloud.attestation.Status.NOTE;
import static io.p2pcloud.attestation.Status.NOT_RUN;
import static io.p2pcloud.attestation.Status.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every check seen passing, and seen failing while all others stand.
final class EachCheckTest {
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
        return Stream.of(
                        LeafChanges.reports(),
                        LeafChanges.leaves(),
                        ChainChanges.certificates(),
                        FirmwareChanges.firmware(),
                        GuestChanges.guests(),
                        IdentityChanges.identity())
                .flatMap(List::stream);
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
