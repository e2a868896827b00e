package io.p2pcloud.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// `p2pcloud guardian` as a process of its own, with real guests.
@Tag("long")
class GuardedServerTest {
    private static final Duration STORY = Duration.ofMinutes(10);

    /// Short, because of the sockets in it.
    private Path home;

    @BeforeEach
    void tools() throws IOException {
        RequiredTools.check();
        home = Files.createTempDirectory("p2p");
    }

    @AfterEach
    void removeWhatIsLeft() throws Exception {
        endAll(left().toList());
        RequiredTools.delete(home);
    }

    @Test
    void aServerComesBackByItselfWhenItsMachineAndWhenItsWholeHostWentDown() throws Exception {
        var made = finished(program("quickstart", "--keep", "--json"));
        var hostKey = made.path("hostKey").asString();
        assertThat(hostKey).isNotEmpty();

        try (var guardian = new ToldLines(program("guardian", "--json"))) {
            assertThat(running(guardian).path("boot").asInt()).isEqualTo(1);
            endAll(left().filter(GuardedServerTest::isMachine).toList());
            var again = running(guardian);
            assertThat(again.path("boot").asInt()).isEqualTo(2);
            assertThat(again.path("hostKey").asString()).isEqualTo(hostKey);

            // What a host's power cut ends: programs, the chain's process and machines, at once.
            endAll(left().toList());
        }
        try (var guardian = new ToldLines(program("guardian", "--json"))) {
            var back = running(guardian);
            assertThat(back.path("boot").asInt()).isEqualTo(3);
            assertThat(back.path("hostKey").asString()).isEqualTo(hostKey);
            assertThat(guardian.end()).as("status after the request to end").isLessThan(144);
        }
        assertThat(left().filter(GuardedServerTest::isMachine)).as("the server runs on").hasSize(1);

        var told = finished(program("quickstart", "--json"));
        assertThat(told.path("resumed").asBoolean()).isTrue();
        assertThat(told.path("closed").asBoolean()).isTrue();
        assertThat(told.path("escrowLeft").asString()).isEqualTo("0");
        assertThat(left()).as("processes that nobody owns").isEmpty();
    }

    private static JsonNode running(ToldLines guardian) throws Exception {
        return guardian.next(line -> line.path("state").asString().equals("running"), STORY);
    }

    private Process program(String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Xmx640m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.p2pcloud.app.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("P2PCLOUD_HOME", home.toString());
        builder.environment()
                .put("P2PCLOUD_INSTALL", RequiredTools.folders(home).install().toString());
        builder.redirectError(home.resolve("errors").toFile());
        return builder.start();
    }

    private JsonNode finished(Process program) throws Exception {
        var out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor(STORY.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as(Files.readString(home.resolve("errors"))).isZero();
        return Json.parse(out);
    }

    private static boolean isMachine(ProcessHandle process) {
        return process.info().command().filter(it -> it.contains("qemu")).isPresent();
    }

    private static void endAll(List<ProcessHandle> processes) throws Exception {
        for (var process : processes) {
            process.destroyForcibly();
        }
        for (var process : processes) {
            process.onExit().get(STORY.toSeconds(), TimeUnit.SECONDS);
        }
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
