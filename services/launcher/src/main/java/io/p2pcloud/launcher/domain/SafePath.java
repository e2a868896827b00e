package io.p2pcloud.launcher.domain;

import java.nio.file.Path;

/// The rule for every path that reaches a hypervisor.
final class SafePath {
    private SafePath() {}

    /// @throws IllegalArgumentException unless the path is absolute, normal and free of control
    ///   characters
    static void check(Path path) {
        if (!path.isAbsolute() || !path.equals(path.normalize())) {
            throw new IllegalArgumentException("not an absolute, normal path: " + path);
        }
        if (path.toString().chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a path with control characters");
        }
    }
}
