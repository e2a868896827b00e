package io.p2pcloud.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The program itself, ended by `kill -9` in the middle of its story, and started again.
@Tag("long")
class KilledProgramTest {
    private static final Duration STORY = Duration.ofMinutes(10);
    private static final Random SEEDED = new Random(20_261_128);
    private static final int MOST_MILLIS = 3000;

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

    /// @param line of what the program prints, after which it is killed within three seconds
    @ParameterizedTest
    @ValueSource(strings = {"Confirmed", "  match", "  machine", "  boot", "Closing"})
    void theNextStartEndsWhatTheKilledProgramBegan(String line) throws Exception {
        var killed = start();
        awaitLine(killed, line);
        var _ = new CountDownLatch(1).await(SEEDED.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
        killed.destroyForcibly().waitFor();

        var told = finished(start("--json"));
        assertThat(told.path("closed").asBoolean()).isTrue();
        assertThat(told.path("escrowLeft").asString()).isEqualTo("0");
        assertThat(units(told, "paid").add(units(told, "refunded")))
                .as("what was deposited was paid or came back")
                .isEqualTo(units(told, "deposited"));
        assertThat(units(told, "deposited")).isPositive();
        assertThat(left()).as("processes that nobody owns").isEmpty();
        try (var volumes = Files.list(home.resolve("local/volumes"))) {
            assertThat(volumes).isEmpty();
        }
    }

    private static BigInteger units(JsonNode told, String name) {
        return new BigInteger(told.path(name).asString());
    }

    private Process start(String... options) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Xmx640m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.p2pcloud.app.Main",
                                "quickstart"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command);
        builder.environment().put("P2PCLOUD_HOME", home.toString());
        builder.environment()
                .put("P2PCLOUD_INSTALL", RequiredTools.folders(home).install().toString());
        builder.redirectError(home.resolve("errors").toFile());
        return builder.start();
    }

    private static void awaitLine(Process program, String start) throws Exception {
        var seen = new CompletableFuture<String>();
        var _ =
                Thread.ofVirtual()
                        .start(() -> {
                            try (var lines =
                                    new BufferedReader(
                                            new InputStreamReader(
                                                    program.getInputStream(),
                                                    StandardCharsets.UTF_8))) {
                                lines.lines()
                                        .filter(line -> line.startsWith(start))
                                        .findFirst()
                                        .ifPresentOrElse(
                                                seen::complete,
                                                () ->
                                                        seen.completeExceptionally(
                                                                new IOException("never said")));
                            } catch (IOException e) {
                                seen.completeExceptionally(e);
                            }
                        });
        var _ = seen.get(STORY.toSeconds(), TimeUnit.SECONDS);
    }

    private JsonNode finished(Process program) throws Exception {
        var out =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return new String(
                                program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return "";
                    }
                });
        if (!program.waitFor(STORY.toSeconds(), TimeUnit.SECONDS)) {
            program.destroyForcibly();
            throw new AssertionError("the next start did not end");
        }
        assertThat(program.exitValue()).as(Files.readString(home.resolve("errors"))).isZero();
        return Json.parse(out.get());
    }

    /// Machines, chains and programs that work in this test's folder.
    private Stream<ProcessHandle> left() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains(home.toString()))
                                .isPresent());
    }
}
