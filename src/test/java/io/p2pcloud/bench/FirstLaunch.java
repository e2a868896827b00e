package io.p2pcloud.bench;

import io.p2pcloud.common.Json;
import io.p2pcloud.tenant.PhaseRow;
import io.p2pcloud.tenant.ServerSnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One user's first server, from his confirmation on: prints the seconds before and after it, the
/// phases and the words with which QEMU was started, as JSON.
final class FirstLaunch {
    /// What a user needs at the least to read what he is about to confirm.
    private static final Duration READING = Duration.ofSeconds(2);

    private FirstLaunch() {}

    /// @param args a new folder, with a short path
    static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]).resolve("d");
        try (var first = FirstServer.prepare(folder)) {
            TimeUnit.NANOSECONDS.sleep(READING.toNanos());
            double before = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
            long confirmed = System.nanoTime();
            var server = first.launch();
            double seconds = (System.nanoTime() - confirmed) / 1e9;
            var told =
                    Map.of(
                            "before", before,
                            "seconds", seconds,
                            "phases", phases(server),
                            "console", console(folder),
                            "diskGib", first.diskGib(),
                            "qemu", qemu(folder.toString()));
            first.end(server.id());
            System.out.println(Json.write(told));
        }
        System.exit(0);
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
