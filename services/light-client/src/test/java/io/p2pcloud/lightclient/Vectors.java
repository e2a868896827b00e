package io.p2pcloud.lightclient;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Finds test data that lies beside the project and is never part of it.
public final class Vectors {
    private Vectors() {}

    /// The folder that the system property names, else `shared/vectors/<path>` beside the project.
    /// A test whose data is absent is skipped, and says so; a named folder must exist. Tests run in
    /// a module's folder: a relative name may also mean a folder seen from one above it.
    public static Path folder(String property, String path) {
        var named = System.getProperty(property);
        if (named != null && !named.isBlank()) {
            return above(Path.of(named))
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    property
                                            + " names no folder: "
                                            + named
                                            + ", seen from "
                                            + Path.of("").toAbsolutePath()
                                            + " or from above it"));
        }
        var folder = above(Path.of("shared/vectors").resolve(path));
        if (folder.isEmpty()) {
            Assumptions.abort(
                    "no test data: shared/vectors/" + path + " is not beside the project");
        }
        return folder.orElseThrow();
    }

    /// The folder with this name here or in the nearest folder above; an absolute one as it is.
    private static Optional<Path> above(Path name) {
        for (var up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            var folder = up.resolve(name);
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
