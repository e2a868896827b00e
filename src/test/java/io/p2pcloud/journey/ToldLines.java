package io.p2pcloud.journey;

import io.p2pcloud.common.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a program tells in JSON, line by line, while it runs.
final class ToldLines implements AutoCloseable {
    private static final Duration END = Duration.ofMinutes(2);

    private final Process program;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private @Nullable String newest;

    ToldLines(Process program) {
        this.program = program;
        var _ = Thread.ofVirtual().start(this::read);
    }

    /// The next line that is looked for; those before it are passed over.
    JsonNode next(Predicate<JsonNode> wanted, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("the program did not tell it within " + patience);
            }
            var told = Json.parse(line);
            if (wanted.test(told)) {
                return told;
            }
        }
    }

    /// The newest line of all, which the program may have told long ago; waits for the first one.
    JsonNode latest(Duration patience) throws InterruptedException {
        if (newest == null) {
            newest = lines.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        }
        for (var line = lines.poll(); line != null; line = lines.poll()) {
            newest = line;
        }
        if (newest == null) {
            throw new AssertionError("the program told nothing within " + patience);
        }
        return Json.parse(newest);
    }

    /// Asks the program to end, as Ctrl+C does.
    ///
    /// @return its exit status
    int end() throws InterruptedException {
        program.destroy();
        if (!program.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the program did not end");
        }
        return program.exitValue();
    }

    @Override
    public void close() {
        program.destroyForcibly();
    }

    private void read() {
        try (var reader = new BufferedReader(program.inputReader(StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | RuntimeException e) {
            lines.add("{}");
        }
    }
}
