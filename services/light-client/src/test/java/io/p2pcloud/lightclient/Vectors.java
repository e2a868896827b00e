package io.p2pcloud.lightclient;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Finds test data that lies beside the project and is never part of it.
public final class Vectors {
    private Vectors() {}

    /// The folder that the system property names, else `shared/vectors/<path>` beside the project.
    /// A test whose data is absent is skipped, and says so; a named folder must exist.
    public static Path folder(String property, String path) {
        var named = System.getProperty(property);
        if (named != null && !named.isBlank()) {
            var folder = Path.of(named);
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException(property + " names no folder: " + named);
            }
            return folder;
        }
        for (var up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            var folder = up.resolve("shared/vectors").resolve(path);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        Assumptions.abort("no test data: shared/vectors/" + path + " is not beside the project");
        throw new IllegalStateException();
    }
}
