package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.release.VolumeIdentity;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RebuildTest {
    @TempDir Path folder;
    private StandardCase world;

    @BeforeEach
    void launch() throws Exception {
        world = new StandardCase(folder);
        world.launch();
        assertThat(world.server().record().failure()).isNull();
        assertThat(world.host.payloads).hasSize(1);
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void destroysTheOldDiskAndFormatsAnEmptyOneUnderAnotherKey() throws Exception {
        var before = world.host.payloads.getFirst();
        var old = world.server().record().volumeIdentity();
        rebuild();
        assertThat(world.host.discards).isEqualTo(1);
        var after = world.host.payloads.getLast();
        assertThat(after).containsEntry("format", "1").containsEntry("generation", "2");
        assertThat(after.get("disk-key")).isNotEqualTo(before.get("disk-key"));
        assertThat(after.get("volume")).isNotEqualTo(before.get("volume"));
        assertThat(after.get("host-key")).isEqualTo(before.get("host-key"));

        var record = world.server().record();
        assertThat(record.stage()).isEqualTo(Stage.RUNNING);
        assertThat(record.formatted()).isTrue();
        assertThat(record.setup().wipe()).isFalse();
        assertThat(record.volumeIdentity().id()).isNotEqualTo(old.id());
        assertThat(record.volumeIdentity().generation()).isEqualTo(2);
        assertThat(key(record.volumeIdentity())).isNotEqualTo(key(old));
        // The image is the same, so the lease names its manifest already.
        assertThat(world.versionsNamed).isZero();
    }

    @Test
    void isNotDoneAgainByTheNextStart() throws Exception {
        rebuild();
        world.host.runs = false;
        world.launch();
        assertThat(world.host.discards).isEqualTo(1);
        assertThat(world.host.payloads.getLast()).containsEntry("format", "0");
        assertThat(world.server().record().stage()).isEqualTo(Stage.RUNNING);
    }

    @Test
    void hasTheLeaseNameAnotherImageBeforeAnythingIsLost() throws Exception {
        otherImage();
        world.chainFailsOnce = true;
        world.launch();
        assertThat(world.server().record().stage()).isEqualTo(Stage.FAILED);
        assertThat(world.host.discards).isZero();
        assertThat(world.host.runs).isTrue();
        world.launch();
        assertThat(world.versionsNamed).isEqualTo(1);
        assertThat(world.host.manifest).isEqualTo(world.server().record().manifest());
        assertThat(world.server().record().stage()).isEqualTo(Stage.RUNNING);
    }

    static Stream<StandardHost.Failing> failures() {
        return Stream.of("stop", "discard", "manifest", "launch", "listening")
                .flatMap(call ->
                        Stream.of(
                                new StandardHost.Failing(call, false),
                                new StandardHost.Failing(call, true)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void goesOnFromWhereTheProgramWasKilled(StandardHost.Failing where) throws Exception {
        otherImage();
        world.host.failOnce(where);
        world.launch();
        assertThat(world.host.hasFailed()).as("%s was reached", where).isTrue();
        world.restart();
        world.launch();
        var record = world.server().record();
        assertThat(record.failure()).isNull();
        assertThat(record.stage()).isEqualTo(Stage.RUNNING);
        assertThat(record.setup())
                .isEqualTo(new MachineSetup(2, false, false, null, null, null, 0));
        assertThat(world.host.runs).isTrue();
        // Whatever was tried twice: what runs has the new key, never the old disk.
        assertThat(world.host.payloads.stream().skip(1))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).containsEntry("generation", "2"));
        assertThat(world.host.discards).isPositive();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"ORDERING", "LAUNCHING", "CLOSING", "CLOSED"})
    void isRefusedWhileSomethingElseIsUnderWayOrOver(Stage stage) {
        var server = world.server();
        server.journal("other", server.record().at(stage));
        assertThatThrownBy(() -> world.rebuilds().decide(server, TestBundle.IMAGE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("my-first-server");
        assertThat(server.record().stage()).isEqualTo(stage);
        assertThat(server.record().setup().wipe()).isFalse();
    }

    @Test
    void isRefusedWhileItsDiskIsCopied() throws Exception {
        var server = world.server();
        server.journal("stopping", server.record().at(Stage.STOPPED));
        var copying = Thread.ofVirtual().unstarted(server.lock::lock);
        copying.start();
        copying.join();
        assertThatThrownBy(() -> world.rebuilds().decide(server, TestBundle.IMAGE))
                .hasMessage(
                        "The server my-first-server is being started, stopped or copied just now:"
                                + " wait until that is over.");
    }

    @Test
    void isRefusedForAnImageThatThereIsNot() {
        assertThatThrownBy(() -> world.rebuilds().decide(world.server(), "plan-9"))
                .hasMessage("There is no image plan-9.");
        assertThat(world.server().record().stage()).isEqualTo(Stage.RUNNING);
    }

    @Test
    void forgetsTheBackupThatTheOldDiskCameFrom() {
        var word = Bytes32.ofNumber(3).toHex();
        var restored =
                new ServerRecord(
                        "00112233445566aa",
                        Samples.spec(),
                        Samples.NOW,
                        word,
                        word,
                        word,
                        Samples.SSH_KEY,
                        Stage.STOPPED,
                        null,
                        word,
                        1,
                        true,
                        null,
                        0,
                        null,
                        "/a/backup",
                        null);
        assertThat(restored.rebuilt("debian-12", word, word).toRestore()).isEmpty();
    }

    private void rebuild() throws Exception {
        world.rebuilds().decide(world.server(), TestBundle.IMAGE);
        world.launch();
    }

    /// As if the catalogue held the image in another version.
    private void otherImage() throws Exception {
        world.version = Bytes32.ofNumber(77);
        world.rebuilds().decide(world.server(), TestBundle.IMAGE);
    }

    private Object key(VolumeIdentity volume) {
        return world.secrets.diskKey(volume);
    }
}
