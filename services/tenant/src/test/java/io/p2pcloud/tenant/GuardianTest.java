package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.store.Database;
import io.p2pcloud.store.Journal;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardianTest {
    private static final RestartPolicy POLICY =
            new RestartPolicy(
                    Duration.ofSeconds(10), Duration.ofSeconds(30), 4, Duration.ofHours(1));

    @TempDir Path folder;

    private final List<Instant> starts = new ArrayList<>();
    private Instant now = Samples.NOW;
    private final InstantSource clock = () -> now;
    private MachineWord word = MachineWord.RUNS;
    private int asked;
    private Guardian.Launching launching = this::runs;
    private Database database;
    private Journal journal;
    private ServerCase server;
    private Guardian guardian;

    @BeforeEach
    void open() {
        database = Database.open(folder.resolve("ledger"), List.of(Journal.SCHEMA), clock);
        journal = new Journal(database, clock);
        server = server(record(Stage.RUNNING, true, null));
        guardian =
                new Guardian(
                        POLICY,
                        _ -> {
                            asked++;
                            return word;
                        },
                        it -> {
                            starts.add(now);
                            launching.run(it);
                        },
                        clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void leavesARunningMachineAloneAndAsksNowAndThen() throws Exception {
        look(Duration.ofSeconds(2), 20);
        assertThat(starts).isEmpty();
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void startsAMachineThatEnded() throws Exception {
        word = MachineWord.ENDED;
        guardian.look(server);
        assertThat(starts).hasSize(1);
        assertThat(server.record().stage()).isEqualTo(Stage.RUNNING);
    }

    @Test
    void notesTheEndBeforeTheNextBootIsReleased() throws Exception {
        word = MachineWord.ENDED;
        launching =
                it ->
                        assertThat(journal.unfinished("server"))
                                .singleElement()
                                .satisfies(flow -> {
                                    assertThat(flow.last().name()).isEqualTo("ended");
                                    assertThat(it.record().stage()).isEqualTo(Stage.LAUNCHING);
                                });
        guardian.look(server);
        assertThat(starts).hasSize(1);
    }

    @Test
    void waitsWhileTheProvidersComputerIsAwayAndStartsTheMachineWhenItIsBack() throws Exception {
        word = MachineWord.SILENT;
        look(Duration.ofSeconds(10), 30);
        assertThat(starts).isEmpty();
        word = MachineWord.ENDED;
        look(Duration.ofSeconds(10), 1);
        assertThat(starts).hasSize(1);
    }

    @Test
    void triesAgainAfterAFailureThatTimeMayMend() throws Exception {
        word = MachineWord.ENDED;
        launching = it -> fail(it, Reason.PROVIDER_UNREACHABLE);
        guardian.look(server);
        launching = this::runs;
        word = MachineWord.RUNS;
        look(Duration.ofSeconds(10), 2);
        assertThat(starts).as("not before the pause is over").hasSize(1);
        look(Duration.ofSeconds(10), 1);
        assertThat(starts).hasSize(2);
        assertThat(server.record().stage()).isEqualTo(Stage.RUNNING);
    }

    @Test
    void givesAHostThatEndsItAgainAndAgainFewReleases() throws Exception {
        word = MachineWord.ENDED;
        look(Duration.ofSeconds(10), 6 * 60 * 3);
        assertThat(starts).hasSizeBetween(4, POLICY.most() * 3);
        for (int i = POLICY.most(); i < starts.size(); i++) {
            assertThat(Duration.between(starts.get(i - POLICY.most()), starts.get(i)))
                    .as("between start %d and the fourth before it", i)
                    .isGreaterThanOrEqualTo(POLICY.within());
        }
        assertThat(Duration.between(starts.get(0), starts.get(1))).hasSeconds(30);
        assertThat(Duration.between(starts.get(1), starts.get(2))).hasSeconds(60);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {
                "EVIDENCE_REFUSED",
                "WRONG_GUEST_SIGNATURE",
                "HOST_KEY_MISMATCH",
                "PROVIDER_IDENTITY"
            })
    void leavesAMachineInDoubtToItsTenant(Reason doubt) throws Exception {
        word = MachineWord.ENDED;
        server = server(record(Stage.FAILED, true, doubt));
        look(Duration.ofMinutes(10), 20);
        assertThat(starts).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"ORDERING", "LAUNCHING", "STOPPED", "CLOSING", "CLOSED"})
    void leavesAMachineAloneThatIsNotMeantToRun(Stage stage) throws Exception {
        word = MachineWord.ENDED;
        server = server(record(stage, true, null));
        look(Duration.ofMinutes(10), 20);
        assertThat(starts).isEmpty();
        assertThat(asked).isZero();
    }

    @Test
    void neverStartsAgainWhatNeverRan() throws Exception {
        server = server(record(Stage.FAILED, false, Reason.GUEST_FAILED));
        look(Duration.ofMinutes(10), 20);
        assertThat(starts).isEmpty();
    }

    @Test
    void aStopThatCameWhileTheProviderWasAskedWins() throws Exception {
        var meanwhile =
                new Guardian(
                        POLICY,
                        it -> {
                            it.journal("stopping", it.record().at(Stage.STOPPED));
                            return MachineWord.ENDED;
                        },
                        _ -> starts.add(now),
                        clock);
        meanwhile.look(server);
        assertThat(starts).isEmpty();
        assertThat(server.record().stage()).isEqualTo(Stage.STOPPED);
    }

    private void look(Duration step, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            now = now.plus(step);
            guardian.look(server);
        }
    }

    private void runs(ServerCase launched) {
        launched.journal("running", launched.record().at(Stage.RUNNING));
    }

    private static void fail(ServerCase launched, Reason reason) {
        launched.journal("failed", launched.record().failed(failure(reason)));
    }

    private static LaunchFailure failure(Reason reason) {
        return new LaunchFailure(LaunchPhase.MACHINE, reason, "It failed.", "No money.");
    }

    private ServerCase server(ServerRecord record) {
        var flow = journal.begin("server", record.id(), "running", record);
        return new ServerCase(record, flow, journal, () -> NewestBundle.UNKNOWN, () -> {});
    }

    private static ServerRecord record(Stage stage, boolean formatted, @Nullable Reason reason) {
        var word = Bytes32.of(new byte[Bytes32.SIZE]).toHex();
        return new ServerRecord(
                "%016x".formatted(stage.name().hashCode()),
                Samples.spec(),
                Samples.NOW,
                word,
                word,
                word,
                Samples.SSH_KEY,
                stage,
                null,
                word,
                1,
                formatted,
                "127.0.0.1",
                2222,
                reason == null ? null : failure(reason),
                null,
                null);
    }
}
