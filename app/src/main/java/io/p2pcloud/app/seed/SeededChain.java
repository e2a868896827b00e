package io.p2pcloud.app.seed;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.common.Json;
import io.p2pcloud.devnet.Devnet;
import io.p2pcloud.devnet.DevnetPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// The folder of an embedded chain whose market has a past. It is made beside its place and moved
/// there when it is whole.
public final class SeededChain {
    /// One block with tens of thousands of acts takes its time.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int LEASES_AN_OFFER = 10;

    private final Path folder;
    private final Path installRoot;
    private final String searchPath;
    private final InstantSource clock;

    /// @param folder the embedded chain's
    /// @param searchPath the environment's PATH
    public SeededChain(Path folder, Path installRoot, String searchPath, InstantSource clock) {
        this.folder = folder;
        this.installRoot = installRoot;
        this.searchPath = searchPath;
        this.clock = clock;
    }

    /// Makes it, unless the folder holds this very market already.
    ///
    /// @param offers in the market, from 1; ten times as many leases lie in the past
    /// @param say told how far it is
    /// @throws SeedException when the folder holds another chain, or it cannot be made
    public void make(int offers, Consumer<String> say) {
        if (offers < 1) {
            throw new SeedException("A market has at least one offer, not " + offers + ".");
        }
        if (Files.exists(folder)) {
            if (seededWith() == offers) {
                return;
            }
            throw new SeedException(
                    "The embedded chain in "
                            + folder
                            + " has a past already, which cannot be changed: move that folder away,"
                            + " or set P2PCLOUD_HOME to another place, then seed again.");
        }
        var growing = folder.resolveSibling(folder.getFileName() + ".growing");
        try {
            delete(growing);
            grow(growing, offers, say);
            Files.writeString(
                    growing.resolve("seed.json"), Json.writePretty(Map.of("offers", offers)));
            Files.move(growing, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SeedException(
                    "The market could not be put into " + folder + ": " + e.getMessage(), e);
        }
    }

    private void grow(Path place, int offers, Consumer<String> say) {
        var now = clock.instant();
        var devnet =
                Devnet.since(
                        MarketSeed.begin(now),
                        new DevnetPlace(place, installRoot, OptionalInt.empty()),
                        searchPath,
                        clock);
        try {
            var running = devnet.start();
            try (var rpc = new HttpJsonRpc(running.rpc(), PATIENCE)) {
                MarketSeed.grow(
                        Chain.connect(rpc, running.chain()),
                        running.market(),
                        offers,
                        offers * LEASES_AN_OFFER,
                        now,
                        say,
                        () -> {});
            }
            say.accept("Putting the chain on disk");
            devnet.save();
        } finally {
            devnet.abandon();
        }
    }

    private int seededWith() {
        try {
            return Json.parse(Files.readAllBytes(folder.resolve("seed.json")))
                    .path("offers")
                    .asInt(0);
        } catch (IOException | IllegalArgumentException _) {
            return 0;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
