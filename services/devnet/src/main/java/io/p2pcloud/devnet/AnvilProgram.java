package io.p2pcloud.devnet;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds the anvil program: in the npm packages of the contracts' tools, then on the PATH.
final class AnvilProgram {
    private final Path installRoot;
    private final String searchPath;
    private final String system;
    private final String processor;

    AnvilProgram(Path installRoot, String searchPath, String system, String processor) {
        this.installRoot = installRoot;
        this.searchPath = searchPath;
        this.system = system.toLowerCase(Locale.ROOT);
        this.processor = processor.toLowerCase(Locale.ROOT);
    }

    /// @param searchPath the PATH of the environment
    static AnvilProgram of(Path installRoot, String searchPath) {
        return new AnvilProgram(
                installRoot,
                searchPath,
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }

    /// @throws DevnetException when it is nowhere
    Path find() {
        return candidates().stream()
                .filter(it -> Files.isRegularFile(it) && Files.isExecutable(it))
                .findFirst()
                .orElseThrow(() ->
                        new DevnetException(
                                DevnetException.Reason.NO_PROGRAM,
                                "The embedded chain needs the program anvil, which is"
                                        + " neither in "
                                        + contracts()
                                        + " nor on the PATH: run ./run --build, or npm ci"
                                        + " in services/contracts."));
    }

    private Path contracts() {
        return installRoot.resolve("services").resolve("contracts").resolve("node_modules");
    }

    private List<Path> candidates() {
        boolean windows = system.contains("windows");
        var name = windows ? "anvil.exe" : "anvil";
        var kind = windows ? "win32" : system.contains("mac") ? "darwin" : "linux";
        var type = processor.contains("aarch64") || processor.contains("arm") ? "arm64" : "amd64";
        var npm = Path.of("@foundry-rs", "anvil-" + kind + "-" + type, "bin", name);
        var candidates = new ArrayList<Path>();
        candidates.add(contracts().resolve(npm));
        candidates.add(installRoot.resolve("node_modules").resolve(npm));
        candidates.add(installRoot.resolve("bin").resolve(name));
        for (var folder : searchPath.split(File.pathSeparator, -1)) {
            if (!folder.isBlank()) {
                candidates.add(Path.of(folder).resolve(name));
            }
        }
        return candidates;
    }
}
