package io.p2pcloud.launcher.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The host's packet filter, by the program `nft`.
public final class Nft {
    private static final int TIMEOUT_SECONDS = 20;
    private static final int SHOWN = 300;

    private final Path program;

    private Nft(Path program) {
        this.program = program;
    }

    /// @throws IOException with what to install when it is missing
    public static Nft find() throws IOException {
        return Stream.of("/usr/sbin/nft", "/sbin/nft", "/usr/bin/nft")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(Nft::new)
                .orElseThrow(() ->
                        new IOException(
                                "nft is not installed, and without it guests would reach this"
                                        + " computer's network: install the package nftables."));
    }

    /// Carries a ruleset out, whole or not at all.
    ///
    /// @throws IOException with a sentence when it is refused
    public void apply(String ruleset) throws IOException, InterruptedException {
        run(List.of("-f", "-"), ruleset);
    }

    /// The guests' rules as the filter has them, without its counters; empty when a table of theirs
    /// is missing. Another program may have emptied the filter, or a part of it.
    public String standing() throws IOException, InterruptedException {
        var tables = run(List.of("list", "tables"), "").lines().toList();
        if (!tables.containsAll(List.of("table inet p2pcloud", "table bridge p2pcloud"))) {
            return "";
        }
        return run(List.of("--stateless", "list", "table", "inet", "p2pcloud"), "")
                + run(List.of("--stateless", "list", "table", "bridge", "p2pcloud"), "");
    }

    private String run(List<String> arguments, String input)
            throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            try (var to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nft did not answer");
            }
            if (process.exitValue() != 0) {
                var shown = said.strip().replaceAll("\\s+", " ");
                throw new IOException(
                        "The host's packet filter was not changed (%s): the provider needs the right"
                                        .formatted(
                                                shown.substring(0, Math.min(shown.length(), SHOWN)))
                                + " CAP_NET_ADMIN.");
            }
            return said;
        } finally {
            process.destroy();
        }
    }
}
