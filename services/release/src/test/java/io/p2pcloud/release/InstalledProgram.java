package io.p2pcloud.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Other people's programs, by which ours are judged.
final class InstalledProgram {
    private InstalledProgram() {}

    /// Skips the test where `name` is not installed, or fails it where everything must be.
    static void require(String name) {
        boolean there =
                List.of(System.getenv("PATH").split(":", -1)).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!there && Boolean.getBoolean("p2pcloud.require.tools")) {
            throw new AssertionError(name + " is not installed: install Debian's package of it");
        }
        assumeTrue(there, name + " is not installed");
    }

    /// What the program prints, when it succeeds within 20 seconds.
    static byte[] run(Path folder, String... command) throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectErrorStream(true)
                        .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(out, StandardCharsets.ISO_8859_1))
                .isZero();
        return Files.readAllBytes(out);
    }
}
