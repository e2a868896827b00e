package io.p2pcloud.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private static final List<Status> STATUSES = List.of(Status.values());

    @Test
    void followsFromTheRowsAlone() {
        var random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            var rows = new ArrayList<Check>();
            for (var reason : Reason.values()) {
                // Mostly PASS, or hardly any would end in anything but REFUSE.
                var status = STATUSES.get(Math.max(0, random.nextInt(100) - 95));
                rows.add(new Check(reason, status, "", "", "A sentence.", ""));
            }
            boolean refuse =
                    rows.stream()
                            .anyMatch(row ->
                                    row.status() == Status.FAIL
                                            || (row.status() == Status.NOT_RUN
                                                    && row.id().mandatory()));
            boolean ask = rows.stream().anyMatch(row -> row.status() == Status.WARN);
            assertThat(Verdict.of(rows))
                    .isEqualTo(refuse ? Verdict.REFUSE : ask ? Verdict.ASK : Verdict.RELEASE);
        }
    }

    @Test
    void aMissingRowIsARowThatDidNotRun() {
        var all = new ArrayList<>(Scenario.genoa().verify().checks());
        assertThat(Verdict.of(all)).isEqualTo(Verdict.RELEASE);
        for (var reason : Reason.values()) {
            var rest = all.stream().filter(check -> check.id() != reason).toList();
            assertThat(Verdict.of(rest))
                    .as(reason.name())
                    .isEqualTo(reason.mandatory() ? Verdict.REFUSE : Verdict.RELEASE);
        }
        assertThat(Verdict.of(List.of())).isEqualTo(Verdict.REFUSE);
        assertThat(Grade.of(List.of())).isEqualTo(Grade.REJECTED);
    }

    @Test
    void theWorseOfTwoRowsForOneReasonCounts() {
        var rows = new ArrayList<>(Scenario.genoa().verify().checks());
        rows.add(new Check(Reason.SIGNATURE, Status.FAIL, "", "", "A sentence.", ""));
        assertThat(Verdict.of(rows)).isEqualTo(Verdict.REFUSE);
        assertThat(Verdict.of(rows.reversed())).isEqualTo(Verdict.REFUSE);
    }

    @Test
    void evidenceAloneNeverReleases() {
        var result = Scenario.genoa().judge();
        assertThat(result.grade()).isEqualTo(Grade.ACCEPTED);
        assertThat(result.verdict()).isEqualTo(Verdict.REFUSE);
        assertThat(result.outcome()).isInstanceOf(Outcome.Refuse.class);
        assertThat(
                        result.checks().stream()
                                .filter(check -> check.status() == Status.NOT_RUN)
                                .map(Check::group)
                                .distinct())
                .containsExactly(Group.IDENTITY, Group.BINDING);
    }

    @Test
    void aSoundLaunchOfMilanAsksAtBest() {
        var scenario = new Scenario(SimulatedChip.milan(3));
        var result = scenario.verify();
        assertThat(result.grade()).isEqualTo(Grade.WARN);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Ask.class,
                        ask -> {
                            assertThat(ask.doubts())
                                    .extracting(Check::id)
                                    .containsExactly(Reason.CHIP_STANDING);
                            var yes = ask.accept(Set.of(Reason.CHIP_STANDING));
                            assertThat(yes.orElseThrow().acceptedDoubts()).isEqualTo(ask.doubts());
                            assertThat(ask.accept(Set.of())).isEmpty();
                            assertThat(ask.accept(Set.of(Reason.TCB_NEWEST))).isEmpty();
                        });
    }

    @Test
    void proofCarriesWhatWasProven() {
        var scenario = Scenario.genoa();
        var evidence = scenario.evidence();
        var result = scenario.verify(evidence);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Release.class,
                        release -> {
                            var proof = release.evidence();
                            assertThat(proof.evidence()).isEqualTo(evidence);
                            assertThat(proof.report().bytes()).isEqualTo(evidence.report());
                            assertThat(proof.profile()).isEqualTo(scenario.profile);
                            assertThat(proof.challenge()).isEqualTo(scenario.challenge);
                            assertThat(proof.at()).isEqualTo(Scenario.NOW);
                            assertThat(proof.checks()).isEqualTo(result.checks());
                            assertThat(proof.acceptedDoubts()).isEmpty();
                            assertThat(proof.simulated()).isTrue();
                        });
    }

    @Test
    void acceptsACloudOperatorsKeyOnlyWhereThePolicyAllowsIt() {
        var scenario = Scenario.genoa();
        scenario.certificates.clear();
        scenario.certificates.addAll(scenario.chip.loadedCertificates());
        scenario.report.u32(0x48, 1 << 2);
        assertThat(RealReportsTest.failed(scenario.verify())).containsExactly(Reason.SIGNING_KEY);
        scenario.policy = scenario.policy.allowingVlek();
        var allowed = scenario.verify();
        assertThat(allowed.verdict()).isEqualTo(Verdict.RELEASE);
        assertThat(allowed.check(Reason.SIGNING_KEY).status()).isEqualTo(Status.NOTE);
    }

    @Test
    void everyRowSaysSomething() {
        var results =
                List.of(
                        Scenario.genoa().verify(),
                        Scenario.genoa().judge(),
                        new Scenario(SimulatedChip.milan(3)).verify());
        for (var result : results) {
            assertThat(result.checks()).allMatch(check -> check.sentence().endsWith("."));
        }
        assertThatThrownBy(() -> new Check(Reason.VMPL, Status.PASS, "", "", " ", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Arrays.stream(Reason.values()).map(Reason::group).distinct())
                .isEqualTo(List.of(Group.values()));
    }
}
