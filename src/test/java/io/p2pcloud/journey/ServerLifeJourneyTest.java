package io.p2pcloud.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.app.Folders;
import io.p2pcloud.app.LocalCloud;
import io.p2pcloud.app.LocalLedger;
import io.p2pcloud.common.FirstBoot;
import io.p2pcloud.common.Signal;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.tenant.GuestSize;
import io.p2pcloud.tenant.KeptBackup;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.ServerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A real server is made smaller, backed up, rebuilt, closed, and lives again from its backup.
@Tag("long")
class ServerLifeJourneyTest {
    private static final Duration LAUNCH = Duration.ofMinutes(8);
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String MARKER = "marker-51d7c0aa-plain-text";

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
    void aServerIsResizedBackedUpRebuiltAndRestored() throws Exception {
        var clock = InstantSource.system();
        try (var ledger = LocalLedger.open(folders().local(), clock);
                var cloud =
                        LocalCloud.start(folders(), ledger, OptionalInt.empty(), _ -> {}, clock)) {
            var first = cloud.tenant().create(cloud.tenant().review(spec(cloud, "first")));
            var made = running(cloud, first);
            run(cloud, first, "echo " + MARKER + " > /root/m; sync");

            resized(cloud, made);
            var file = home.resolve("first.backup");
            backedUp(cloud, first, file);
            rebuilt(cloud, made);

            cloud.tenant().close(first);
            await(cloud, first, state -> state instanceof ServerState.Closed);
            assertThat(volumes()).isEmpty();

            var review = cloud.tenant().review(spec(cloud, "second"));
            var second = cloud.tenant().backups().restore(review, file);
            var _ = running(cloud, second);
            assertThat(run(cloud, second, "hostname; cat /root/m"))
                    .contains("second")
                    .contains(MARKER);
            cloud.tenant().close(second);
            await(cloud, second, state -> state instanceof ServerState.Closed);
            assertThat(volumes()).isEmpty();
        }
        assertThat(left()).isEmpty();
    }

    private void resized(LocalCloud cloud, ServerSnapshot server) throws Exception {
        var id = server.id();
        var leased = server.unit();
        assertThatThrownBy(() -> cloud.tenant().resize(id, size(leased, 2, 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(leased.memoryMib() + " MiB of memory");
        long before = memoryMib(cloud, id);
        var half = new GuestSize(1, leased.memoryMib() / 2);
        cloud.tenant().resize(id, half);
        assertThat(snapshot(cloud, id).upkeep().resized()).isTrue();
        assertThat(memoryMib(cloud, id)).as("not before the next start").isEqualTo(before);

        stop(cloud, id);
        cloud.tenant().start(id);
        var _ = running(cloud, id);
        assertThat(snapshot(cloud, id).upkeep().resized()).isFalse();
        assertThat(memoryMib(cloud, id)).isLessThanOrEqualTo(half.memoryMib());
        assertThat(run(cloud, id, "nproc").strip()).isEqualTo("1");
        assertThat(run(cloud, id, "cat /root/m")).contains(MARKER);
    }

    private static GuestSize size(ComputeUnit unit, int times, int vcpu) {
        return new GuestSize(vcpu, unit.memoryMib() * times);
    }

    private void backedUp(LocalCloud cloud, ServerId id, Path file) throws Exception {
        var backups = cloud.tenant().backups();
        var backup = backups.take(id, file, _ -> {});
        assertThat(backups.read(file)).isEqualTo(backup);
        assertThat(backups.of(id)).singleElement().extracting(KeptBackup::file).isEqualTo(file);
        // It was stopped for it and is started again.
        var _ = running(cloud, id);
    }

    private void rebuilt(LocalCloud cloud, ServerSnapshot made) throws Exception {
        var id = made.id();
        cloud.tenant().rebuild(id, "debian-13");
        var again = running(cloud, id);
        assertThat(run(cloud, id, "test -e /root/m || hostname").strip()).isEqualTo("first");
        assertThat(hostKey(again)).isEqualTo(hostKey(made));
        assertThat(volumes()).hasSize(1);
        assertThat(run(cloud, id, "nproc").strip()).as("the size is kept").isEqualTo("1");
        // What the fresh system keeps, it keeps across a stop.
        run(cloud, id, "echo fresh > /root/after; sync");
        cloud.tenant().restart(id);
        var _ = running(cloud, id);
        assertThat(run(cloud, id, "cat /root/after")).contains("fresh");
    }

    private static void stop(LocalCloud cloud, ServerId id) throws Exception {
        cloud.tenant().stop(id);
        await(cloud, id, state -> state instanceof ServerState.Stopped);
        cloud.tenant().await(id);
    }

    private static String run(LocalCloud cloud, ServerId id, String command) throws IOException {
        return cloud.tenant().run(id, command, SOON);
    }

    private static long memoryMib(LocalCloud cloud, ServerId id) throws IOException {
        return Long.parseLong(
                run(cloud, id, "awk '/MemTotal/ {print int($2 / 1024)}' /proc/meminfo").strip());
    }

    private static ServerSpec spec(LocalCloud cloud, String name) throws Exception {
        var terms = cloud.provider().suggestion(cloud.provider().check());
        if (cloud.provider().state().get().offers().stream().noneMatch(it -> it.free() > 0)) {
            var _ = cloud.provider().list(terms);
        }
        var offer =
                cloud.provider().state().get().offers().stream()
                        .filter(it -> it.free() > 0)
                        .findFirst()
                        .orElseThrow();
        return new ServerSpec(
                name,
                offer.unit(),
                "debian-13",
                List.of(cloud.tenant().ownSshKey()),
                FirstBoot.NONE,
                offer.price(),
                offer.price().costPerMonth(),
                ServerSpec.Mode.BEST_OFFER);
    }

    private static String hostKey(ServerSnapshot server) {
        return server.state() instanceof ServerState.Running(var ssh) ? ssh.hostKey() : "";
    }

    private static ServerSnapshot snapshot(LocalCloud cloud, ServerId id) {
        return cloud.tenant().servers().get().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// When its launch, which was begun already, is over.
    private static ServerSnapshot running(LocalCloud cloud, ServerId id) throws Exception {
        await(cloud, id, state -> state instanceof ServerState.Launching);
        await(
                cloud,
                id,
                state ->
                        state instanceof ServerState.Running
                                || state instanceof ServerState.Failed);
        var server = snapshot(cloud, id);
        assertThat(server.state()).isInstanceOf(ServerState.Running.class);
        return server;
    }

    private static void await(LocalCloud cloud, ServerId id, Predicate<ServerState> until)
            throws Exception {
        var _ =
                awaitSignal(
                        cloud.tenant().servers(),
                        servers ->
                                servers.stream()
                                        .filter(it -> it.id().equals(id))
                                        .filter(it -> until.test(it.state()))
                                        .findFirst());
    }

    private static <T, R> R awaitSignal(Signal<T> signal, Function<T, Optional<R>> find)
            throws Exception {
        var found = new CompletableFuture<R>();
        var subscription = signal.subscribe(value -> find.apply(value).ifPresent(found::complete));
        try {
            return found.get(LAUNCH.toSeconds(), TimeUnit.SECONDS);
        } finally {
            subscription.close();
        }
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
