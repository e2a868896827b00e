package io.p2pcloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A second JVM with the class path of this one.
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    OtherProcess(Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        output = process.inputReader();
    }

    long pid() {
        return process.pid();
    }

    @Nullable String readLine() throws IOException {
        return output.readLine();
    }

    /// SIGKILL, as by a crash.
    void kill() throws InterruptedException {
        // Through the handle, which leaves open what the process has said already.
        assertThat(process.toHandle().destroyForcibly()).isTrue();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
