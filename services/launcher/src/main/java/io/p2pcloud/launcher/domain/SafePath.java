package io.p2pcloud.launcher.domain;

import java.nio.file.Path;

/// The rule for every path that reaches a hypervisor.
final class SafePath {
    private SafePath() {}

    /// @throws IllegalArgumentException unless the path is absolute, normal and free of control
    ///   characters and of what XML cannot hold
    static void check(Path path) {
        if (!path.isAbsolute() || !path.equals(path.normalize())) {
            throw new IllegalArgumentException("not an absolute, normal path: " + path);
        }
        if (path.toString().codePoints().anyMatch(SafePath::isUnsafe)) {
            throw new IllegalArgumentException("a path with control characters");
        }
    }

    /// Control characters, halves of surrogate pairs, U+FFFE and U+FFFF (XML 1.0, 2.2, Char).
    private static boolean isUnsafe(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || character == 0xfffe
                || character == 0xffff;
    }
}
