package io.p2pcloud.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Finds the machine emulator.
final class Qemu {
    private static final String NAME = "qemu-system-x86_64";

    private Qemu() {}

    /// The first one on PATH.
    ///
    /// @throws IOException with a sentence for the user when there is none
    static Path find() throws IOException {
        return find(System.getenv().getOrDefault("PATH", ""));
    }

    static Path find(String path) throws IOException {
        return Arrays.stream(path.split(":", -1))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() ->
                        new IOException(
                                "QEMU is not installed: install the package"
                                        + " qemu-system-x86, or start with ./run, which"
                                        + " does it."));
    }
}
