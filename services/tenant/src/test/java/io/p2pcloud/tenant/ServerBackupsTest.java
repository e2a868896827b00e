package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Tier;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerBackupsTest {
    @TempDir Path folder;
    private StandardCase world;
    private ServerCase server;
    private ServerBackups backups;
    private Path file;
    private final List<Stage> launched = new ArrayList<>();

    @BeforeEach
    void launch() throws Exception {
        world = new StandardCase(folder);
        world.launch();
        file = folder.resolve("first.backup");
        var market = world.proxy(Marketplace.class);
        var calls =
                new ProviderCalls(market, world.identity(world.tenant, Role.TENANT), world.clock);
        var cases = new ServerCases(world.journal, world.secrets, world.clock);
        server = cases.read().getFirst();
        server.journal("running", server.record().at(Stage.RUNNING));
        backups =
                new ServerBackups(
                        new Backups(world.secrets, world.clock),
                        new BackupNotes(world.journal),
                        calls,
                        new Stopping(market, world.tenant, calls, world.clock),
                        cases,
                        it -> launched.add(it.record().stage()));
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void stopsARunningServerForTheCopyAndStartsItAgain() throws Exception {
        var arrived = new ArrayList<Long>();
        var made = backups.take(server.id(), file, arrived::add);
        assertThat(world.host.runs).as("while it was copied").isFalse();
        assertThat(launched).containsExactly(Stage.STOPPED);
        assertThat(arrived).containsExactly(4096L, 8192L);
        assertThat(backups.read(file)).isEqualTo(made);
        assertThat(made.volume()).isEqualTo(server.record().volumeIdentity());
    }

    @Test
    void notesBeforeTheStopThatItIsToRunAgain() throws Exception {
        var _ =
                backups.take(
                        server.id(),
                        file,
                        _ -> assertThat(server.record().setup().again()).isTrue());
        // What a program finds that was killed in the midst of it.
        world.restart();
        assertThat(world.server().record().stage()).isEqualTo(Stage.STOPPED);
        assertThat(world.server().record().setup().again()).isTrue();
        world.launch();
        assertThat(world.server().record().setup().again()).isFalse();
        assertThat(world.host.runs).isTrue();
    }

    @Test
    void leavesAStoppedServerOff() throws Exception {
        server.journal("stopping", server.record().at(Stage.STOPPED));
        world.host.runs = false;
        var _ = backups.take(server.id(), file, _ -> {});
        assertThat(launched).isEmpty();
    }

    @Test
    void stopsAServerThatDidNotComeUpForTheCopyAndLeavesItOff() throws Exception {
        server.journal("failed", server.record().at(Stage.FAILED));
        var made = backups.take(server.id(), file, _ -> {});
        assertThat(world.host.runs).as("what nobody reached").isFalse();
        assertThat(server.record().stage()).isEqualTo(Stage.STOPPED);
        assertThat(launched).isEmpty();
        assertThat(backups.read(file)).isEqualTo(made);
    }

    /// The market knows no halt of such a lease.
    @Test
    void copiesTheDiskOfABrokenServerWhoseLeaseIsHaltedOrPausedAlready() throws Exception {
        for (var state :
                List.of(new LeaseState.Halted(), new LeaseState.Paused(world.clock.instant()))) {
            world.state = state;
            server.journal("failed", server.record().at(Stage.FAILED));
            var _ = backups.take(server.id(), file, _ -> {});
            assertThat(file).exists();
            Files.delete(file);
        }
        assertThat(world.halts).isZero();
    }

    @Test
    void haltsALeaseThatRuns() throws Exception {
        var _ = backups.take(server.id(), file, _ -> {});
        assertThat(world.halts).isEqualTo(1);
    }

    /// An offer is let as a whole: the disk may be larger than what was ordered.
    @Test
    void copiesADiskOfTheLeasesSize() throws Exception {
        world.host.diskBytes = 40L << 30;
        assertThatThrownBy(() -> backups.take(server.id(), file, _ -> {}))
                .hasMessageContaining("which it cannot have");
        server.journal("running", server.record().at(Stage.RUNNING));
        server.unit(new ComputeUnit(2, 2048, 40, 100, Tier.STANDARD));
        var made = backups.take(server.id(), file, _ -> {});
        assertThat(made.unit())
                .as("what it can be restored to")
                .isEqualTo(
                        new ComputeUnit(
                                Samples.SMALL.vcpu(),
                                Samples.SMALL.memoryMib(),
                                40,
                                Samples.SMALL.bandwidthMbps(),
                                Tier.STANDARD));
    }

    @Test
    void doesNotTakeABrokenServerForARunningOneWhenNobodyAnswers() throws Exception {
        var why =
                new LaunchFailure(
                        LaunchPhase.SHELL,
                        LaunchFailure.Reason.SHELL_TIMEOUT,
                        "No answer.",
                        "The lease goes on.");
        server.journal("failed", server.record().failed(why));
        world.host.failOnce(new StandardHost.Failing("stop", false));
        assertThatThrownBy(() -> backups.take(server.id(), file, _ -> {}))
                .isInstanceOf(IOException.class);
        assertThat(server.record().stage()).isEqualTo(Stage.FAILED);
        assertThat(server.record().failure()).isEqualTo(why);
        assertThat(file).doesNotExist();
    }

    @Test
    void knowsWhatWasBackedUpHereAndWhetherTheFileIsStillThere() throws Exception {
        var made = backups.take(server.id(), file, _ -> {});
        assertThat(backups.of(server.id()))
                .containsExactly(
                        new KeptBackup(
                                file,
                                "my-first-server",
                                made.takenAt(),
                                1L << 30,
                                Files.size(file),
                                true));
        assertThat(backups.of(new ServerId("00000000000000ff"))).isEmpty();
        Files.delete(file);
        assertThat(backups.of(server.id())).singleElement().matches(it -> !it.present());
    }

    @Test
    void leavesNothingOfACopyThatWasCalledOffAndStartsTheServerAgain() {
        assertThatThrownBy(() ->
                        backups.take(
                                server.id(),
                                file,
                                _ -> {
                                    throw new CancellationException();
                                }))
                .isInstanceOf(CancellationException.class);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("backup"));
        assertThat(backups.of(server.id())).isEmpty();
        assertThat(launched).hasSize(1);
        assertThat(server.lock.isLocked()).isFalse();
    }

    @Test
    void overwritesNothingAndSaysSo() throws Exception {
        Files.writeString(file, "an older one");
        assertThatThrownBy(() -> backups.take(server.id(), file, _ -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("The file " + file + " exists: name another one.");
        assertThatThrownBy(() -> backups.take(server.id(), folder.resolve("no/x"), _ -> {}))
                .hasMessageStartingWith("There is no folder for the file ");
        assertThat(world.host.runs).as("not stopped in vain").isTrue();
        assertThatThrownBy(() -> backups.read(folder.resolve("none")))
                .hasMessage("There is no file " + folder.resolve("none") + ".");
    }

    @Test
    void isRefusedWhileSomethingElseIsUnderWay() throws Exception {
        var launching = Thread.ofVirtual().unstarted(server.lock::lock);
        launching.start();
        launching.join();
        assertThatThrownBy(() -> backups.take(server.id(), file, _ -> {}))
                .hasMessageContaining("is being started, stopped or copied just now");
        assertThat(world.host.runs).isTrue();
    }
}
