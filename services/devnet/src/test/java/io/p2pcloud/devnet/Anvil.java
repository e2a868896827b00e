package io.p2pcloud.devnet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Where the tests find anvil: the system property `p2pcloud.install.root`, or the project's root
/// above the working directory.
final class Anvil {
    private Anvil() {}

    static void require() {
        if (find().isEmpty()) {
            var sentence = "anvil is not installed: run npm ci in services/contracts";
            if (Boolean.getBoolean("p2pcloud.require.tools")) {
                Assertions.fail(sentence);
            }
            Assumptions.abort(sentence);
        }
    }

    static Path installRoot() {
        return find().orElseThrow();
    }

    private static Optional<Path> find() {
        var property = System.getProperty("p2pcloud.install.root");
        if (property != null) {
            return Optional.of(Path.of(property)).filter(Anvil::holdsAnvil);
        }
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (holdsAnvil(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static boolean holdsAnvil(Path root) {
        return Files.isExecutable(root.resolve("services/contracts/node_modules/.bin/anvil"));
    }
}
