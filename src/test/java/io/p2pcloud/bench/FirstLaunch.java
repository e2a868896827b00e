package io.p2pcloud.bench;

import io.p2pcloud.app.LocalCloud;
import io.p2pcloud.app.LocalLedger;
import io.p2pcloud.common.Json;
import io.p2pcloud.journey.RequiredTools;
import io.p2pcloud.tenant.PhaseRow;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerSpec;
import io.p2pcloud.tenant.ServerState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One user's first server, from his confirmation on: prints the seconds, the phases and the words
/// with which QEMU was started, as JSON.
final class FirstLaunch {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// What a user needs at the least to read what he is about to confirm.
    private static final Duration READING = Duration.ofSeconds(2);

    private FirstLaunch() {}

    /// @param args a new folder, with a short path
    static void main(String[] args) throws Exception {
        var folders = RequiredTools.folders(Path.of(args[0]).resolve("d"));
        var clock = InstantSource.system();
        try (var ledger = LocalLedger.open(folders.local(), clock);
                var cloud =
                        LocalCloud.start(folders, ledger, OptionalInt.empty(), _ -> {}, clock)) {
            var terms = cloud.provider().suggestion(cloud.provider().check());
            var _ = cloud.provider().list(terms);
            var review =
                    cloud.tenant()
                            .review(
                                    new ServerSpec(
                                            "first",
                                            terms.unit(),
                                            "debian-13",
                                            List.of(cloud.tenant().ownSshKey()),
                                            "",
                                            terms.price(),
                                            terms.price().costPerMonth(),
                                            ServerSpec.Mode.BEST_OFFER));
            TimeUnit.NANOSECONDS.sleep(READING.toNanos());
            long confirmed = System.nanoTime();
            var id = cloud.tenant().create(review);
            var server = await(cloud, id, FirstLaunch::isOver);
            double seconds = (System.nanoTime() - confirmed) / 1e9;
            if (!(server.state() instanceof ServerState.Running)) {
                throw new IOException("the launch failed: " + server.state());
            }
            var told =
                    Map.of(
                            "seconds", seconds,
                            "phases", phases(server),
                            "console", console(folders.local()),
                            "diskGib", terms.unit().diskGib(),
                            "qemu", qemu(folders.local().toString()));
            cloud.tenant().close(id);
            var _ = await(cloud, id, found -> found.state() instanceof ServerState.Closed);
            System.out.println(Json.write(told));
        }
        System.exit(0);
    }

    private static boolean isOver(ServerSnapshot server) {
        return server.state() instanceof ServerState.Failed
                || (server.launch().complete() && server.state() instanceof ServerState.Running);
    }

    private static ServerSnapshot await(
            LocalCloud cloud, ServerId id, Predicate<ServerSnapshot> until) throws Exception {
        var found = new CompletableFuture<ServerSnapshot>();
        try (var _ =
                cloud.tenant()
                        .servers()
                        .subscribe(servers ->
                                servers.stream()
                                        .filter(server ->
                                                server.id().equals(id) && until.test(server))
                                        .findFirst()
                                        .ifPresent(found::complete))) {
            return found.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static Map<String, Double> phases(ServerSnapshot server) {
        var seconds = new LinkedHashMap<String, Double>();
        for (var row : server.launch().phases()) {
            if (row.progress() instanceof PhaseRow.Progress.Done(Duration took)) {
                seconds.put(row.phase().name().toLowerCase(Locale.ROOT), took.toMillis() / 1000.0);
            }
        }
        return seconds;
    }

    /// What the machine's console says, as RawBoot has it.
    private static String console(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var log = files.filter(file -> file.endsWith("serial.log")).findFirst().orElseThrow();
            return String.join(", ", Files.readAllLines(log));
        }
    }

    /// The arguments of the QEMU that works in this folder; the JDK's own list is cut short.
    private static List<String> qemu(String folder) throws IOException {
        for (var process : ProcessHandle.current().children().toList()) {
            var text =
                    Files.readString(
                            Path.of("/proc", Long.toString(process.pid()), "cmdline"),
                            StandardCharsets.UTF_8);
            if (text.contains("qemu-system") && text.contains(folder)) {
                return List.of(text.split("\0"));
            }
        }
        throw new IOException("the machine's QEMU is not among this program's children");
    }
}
