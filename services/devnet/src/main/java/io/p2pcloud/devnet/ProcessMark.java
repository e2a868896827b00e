package io.p2pcloud.devnet;

import io.p2pcloud.common.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Which process this folder's chain runs in, so that a later start finds one that a crash left
/// behind, and never mistakes another program that was given the same number for it.
record ProcessMark(long pid, Instant started, int port, String program) {
    private static final Duration CLOCK_ROUNDING = Duration.ofSeconds(2);

    static Optional<ProcessMark> read(Path file) {
        try {
            var node = Json.parse(Files.readAllBytes(file));
            return Optional.of(
                    new ProcessMark(
                            node.path("pid").asLong(),
                            Instant.parse(node.path("started").asString()),
                            node.path("port").asInt(),
                            node.path("program").asString()));
        } catch (IOException | RuntimeException _) {
            return Optional.empty(); // absent or damaged: nothing is known, nothing is ended
        }
    }

    void write(Path file) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                temporary,
                Json.write(
                        Map.of(
                                "pid", pid,
                                "started", started.toString(),
                                "port", port,
                                "program", program)));
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// The process, if it still runs and is the one that was started then.
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
    }

    private boolean isSame(ProcessHandle handle) {
        var present = handle.info();
        boolean sameStart =
                present.startInstant()
                        .map(it ->
                                Duration.between(it, started).abs().compareTo(CLOCK_ROUNDING) <= 0)
                        .orElse(false);
        return sameStart && present.command().map(it -> it.equals(program)).orElse(false);
    }
}
