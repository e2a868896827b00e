package io.p2pcloud.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.journey.RequiredTools;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.ServerState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A server is backed up, destroyed, and lives again from the file, with real guests.
@Tag("long")
class BackupStoryTest {
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String MARKER = "marker-7a60c1f2-plain-text";

    /// Short, because of the sockets in it.
    private Path home;

    @BeforeEach
    void tools() throws IOException {
        RequiredTools.check();
        home = Files.createTempDirectory("p2p");
    }

    @AfterEach
    void removeWhatIsLeft() throws IOException {
        left().forEach(ProcessHandle::destroyForcibly);
        RequiredTools.delete(home);
    }

    @Test
    void aServerLivesAgainFromItsBackupUnderAnotherKey() throws Exception {
        var file = home.resolve("first.backup");
        try (var ledger = LocalLedger.open(folders().local(), InstantSource.system());
                var cloud =
                        LocalCloud.start(
                                folders(),
                                ledger,
                                OptionalInt.empty(),
                                _ -> {},
                                InstantSource.system())) {
            var acts = new ServerActs(cloud, _ -> {});
            var first = make(cloud, acts);
            var _ =
                    cloud.tenant()
                            .run(
                                    first.id(),
                                    "for i in $(seq 2000); do echo "
                                            + MARKER
                                            + "; done > /root/m; sync",
                                    SOON);
            var told = acts.backup("first", file);
            assertThat(told).containsKeys("diskBytes", "sha256");
            assertThat(Files.size(file)).as("blocks never written").isLessThan(1L << 30);
            assertThat(holdsMarker(file)).as("the file is ciphertext").isFalse();
            // It was running, so it runs again; then it and its disk go.
            assertThat(cloud.tenant().run(first.id(), "head -1 /root/m", SOON)).contains(MARKER);
            acts.close("first");
            assertThat(volumes()).isEmpty();

            assertChangedFileIsRefused(acts, file);

            var second = acts.restore(file, Optional.of("second"), Optional.empty());
            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(hostKey(second)).isNotEqualTo(hostKey(first));
            assertThat(cloud.tenant().run(second.id(), "hostname; tail -1 /root/m", SOON))
                    .contains("second")
                    .contains(MARKER);
            assertThat(cloud.tenant().run(second.id(), "grep -c . /root/m", SOON).strip())
                    .isEqualTo("2000");
            acts.stop("second");
            acts.start("second");
            assertThat(cloud.tenant().run(second.id(), "head -1 /root/m", SOON)).contains(MARKER);
            acts.close("second");
            assertThat(volumes()).isEmpty();
        }
    }

    private static boolean holdsMarker(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARKER);
    }

    private void assertChangedFileIsRefused(ServerActs acts, Path file)
            throws IOException, InterruptedException {
        var changed = home.resolve("changed.backup");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(changed, bytes);
        assertThatThrownBy(() -> acts.restore(changed, Optional.empty(), Optional.empty()))
                .hasMessageContaining("bytes were changed");
        assertThat(acts.servers()).isEmpty();
    }

    private static ServerSnapshot make(LocalCloud cloud, ServerActs acts) throws Exception {
        var own = new OwnOffer(cloud, _ -> {});
        var _ = own.list();
        var offer = own.free().orElseThrow();
        var spec =
                new ServerSpec(
                        "first",
                        offer.unit(),
                        "debian-13",
                        List.of(cloud.tenant().ownSshKey()),
                        FirstBoot.NONE,
                        offer.price(),
                        offer.price().costPerMonth(),
                        ServerSpec.Mode.BEST_OFFER);
        var _ = cloud.tenant().create(cloud.tenant().review(spec));
        acts.start("first");
        return acts.servers().getFirst();
    }

    private static String hostKey(ServerSnapshot server) {
        return server.state() instanceof ServerState.Running(var ssh) ? ssh.hostKey() : "";
    }

    private List<Path> volumes() throws IOException {
        try (var volumes = Files.list(folders().local().resolve("volumes"))) {
            return volumes.toList();
        }
    }

    private Folders folders() {
        return RequiredTools.folders(home.resolve("data"));
    }

    private Stream<ProcessHandle> left() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains(home.toString()))
                                .filter(line -> line.contains("qemu") || line.contains("anvil"))
                                .isPresent());
    }
}
