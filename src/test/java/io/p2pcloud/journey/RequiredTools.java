package io.p2pcloud.journey;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.p2pcloud.app.Folders;
import io.p2pcloud.guest.BootBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/// What a journey needs beside Java: anvil, QEMU and a built guest image. Where `./test` has set
/// them up, their absence fails; elsewhere the journey is left out with a message.
public final class RequiredTools {
    private RequiredTools() {}

    /// For tests that need a chain and nothing else.
    public static void anvil() {
        need(
                Files.exists(
                        installRoot(System.getenv())
                                .resolve("services/contracts/node_modules/.bin/anvil")),
                "anvil is not installed (./run --build does it)");
    }

    public static void check() {
        var folders = folders(Path.of("unused"));
        need(
                Files.exists(folders.install().resolve("services/contracts/node_modules")),
                "the contract tools are not installed (./run --build does it)");
        need(
                Files.exists(folders.bundle().resolve("bundle.json")),
                "there is no guest image in " + folders.bundle() + " (./run --build makes it)");
    }

    /// The product's folders with `data` for what is the user's.
    public static Folders folders(Path data) {
        var environment = System.getenv();
        var of = Folders.of(environment, Path.of(System.getProperty("user.home")));
        return new Folders(
                data,
                of.cache(),
                data.resolve("state"),
                installRoot(environment),
                data.resolve("home"));
    }

    /// The built guest image.
    public static BootBundle bundle() throws IOException {
        check();
        return BootBundle.load(folders(Path.of("unused")).bundle());
    }

    /// Deletes a test's folder with all in it.
    public static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Path installRoot(Map<String, String> environment) {
        var named = environment.get("P2PCLOUD_INSTALL");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("services/contracts"))) {
            folder = folder.getParent();
        }
        return folder == null ? Path.of("").toAbsolutePath() : folder;
    }

    private static void need(boolean present, String why) {
        if (!present && Boolean.getBoolean("p2pcloud.require.tools")) {
            fail("A journey cannot run: " + why);
        }
        assumeTrue(present, why);
    }
}
