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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The program as processes of their own that work in one folder, and all that they start.
final class ProductProcesses implements AutoCloseable {
    private static final Duration STORY = Duration.ofMinutes(10);

    /// Short, because of the sockets in it.
    private final Path home;

    private final List<String> before;
    private final Map<String, String> environment;

    ProductProcesses() throws IOException {
        this(List.of(), Map.of());
    }

    /// @param before the words that start it with the rights it is to have
    /// @param environment beside the usual
    ProductProcesses(List<String> before, Map<String, String> environment) throws IOException {
        RequiredTools.check();
        home = Files.createTempDirectory("p2p");
        this.before = List.copyOf(before);
        this.environment = Map.copyOf(environment);
    }

    /// The user's folder, which holds all that the program keeps.
    Path home() {
        return home;
    }

    /// Starts `p2pcloud` with these arguments.
    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx640m",
                        // The program's own settings: its log is the user's file.
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.p2pcloud.app.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("P2PCLOUD_HOME", home.toString());
        builder.environment()
                .put("P2PCLOUD_INSTALL", RequiredTools.folders(home).install().toString());
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()));
        return builder.start();
    }

    /// Waits for the good end of a program that tells one JSON object.
    JsonNode finished(Process program) throws Exception {
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
            throw new AssertionError("the program did not end");
        }
        assertThat(program.exitValue()).as(Files.readString(errors())).isZero();
        return Json.parse(out.get());
    }

    /// Machines, chains and programs that work in this folder: they were told of it, or stand in
    /// it.
    Stream<ProcessHandle> left() {
        return ProcessHandle.allProcesses().filter(this::worksHere);
    }

    private boolean worksHere(ProcessHandle process) {
        var told = process.info().commandLine().orElse("");
        if (told.contains(home.toString())) {
            return true;
        }
        try {
            var stands = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.readSymbolicLink(stands).startsWith(home);
        } catch (IOException _) {
            return false; // it is gone, or somebody else's
        }
    }

    Stream<ProcessHandle> machines() {
        return left().filter(process ->
                process.info().command().filter(it -> it.contains("qemu")).isPresent());
    }

    /// Ends them as a power cut does.
    static void endAll(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        for (var process : processes) {
            var _ = process.onExit().orTimeout(STORY.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    private Path errors() {
        return home.resolve("errors");
    }

    @Override
    public void close() throws IOException {
        endAll(left().toList());
        RequiredTools.delete(home);
    }
}
