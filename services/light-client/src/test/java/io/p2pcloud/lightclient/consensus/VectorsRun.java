package io.p2pcloud.lightclient.consensus;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds official cases under a folder and runs them. Where folders called `light_client` are below
/// it, only those are looked at; otherwise everything. Every folder with files must be a case of a
/// known kind: nothing is passed over.
public final class VectorsRun {
    private static final String SUITE = "light_client";

    private final Path root;

    public VectorsRun(Path root) {
        this.root = root;
    }

    static boolean isSync(Path folder) {
        return Files.exists(folder.resolve("bootstrap.ssz_snappy"));
    }

    /// Every folder that holds files, in order.
    List<Path> cases() throws IOException {
        List<Path> all;
        try (var files = Files.walk(root)) {
            all =
                    files.filter(Files::isRegularFile)
                            .map(Path::getParent)
                            .distinct()
                            .sorted()
                            .toList();
        }
        var suites = all.stream().filter(this::isInSuite).toList();
        return suites.isEmpty() ? all : suites;
    }

    private boolean isInSuite(Path folder) {
        for (var part : root.relativize(folder)) {
            if (part.toString().equals(SUITE)) {
                return true;
            }
        }
        return false;
    }

    /// Runs all cases, with a line for each.
    ///
    /// @return what failed; also when there is no case at all
    public List<String> failures(PrintStream out) throws IOException {
        var failures = new ArrayList<String>();
        var cases = cases();
        for (var folder : cases) {
            var name = root.relativize(folder);
            try {
                int steps = run(folder);
                out.printf("light-client vectors: %s: %d steps passed%n", name, steps);
            } catch (AssertionError | RuntimeException | IOException e) {
                out.printf("light-client vectors: %s: FAILED: %s%n", name, e.getMessage());
                failures.add(name + ": " + e);
            }
        }
        if (cases.isEmpty()) {
            failures.add("no cases in " + root);
        }
        out.printf("light-client vectors: %d cases, %d failed%n", cases.size(), failures.size());
        return failures;
    }

    private static int run(Path folder) throws IOException {
        var files = new SpecCase(folder);
        if (files.has("proof.yaml")) {
            return new MerkleProofCase(files).run();
        }
        if (files.has("updates_0.ssz_snappy")) {
            return new RankingCase(files).run();
        }
        if (files.has("initial_state.ssz_snappy")) {
            return new CollectionCase(files).run();
        }
        if (files.has("steps.yaml") || isSync(folder)) {
            return new SyncCase(files).run();
        }
        throw new AssertionError("a kind of case that is not known");
    }
}
