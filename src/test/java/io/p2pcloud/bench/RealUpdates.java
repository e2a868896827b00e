package io.p2pcloud.bench;

import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.Vectors;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.LightClientBootstrap;
import io.p2pcloud.lightclient.consensus.LightClientJson;
import io.p2pcloud.lightclient.consensus.LightClientStore;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.consensus.Preset;
import io.p2pcloud.lightclient.consensus.SyncProtocol;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/// Real mainnet updates, verified here and by Lodestar's light client (npm, fetched into the cache
/// folder once).
final class RealUpdates {
    private static final int WARM = 10;
    private static final int ROUNDS = 21;
    private static final int INSTALL_MINUTES = 5;
    private static final List<String> PACKAGES =
            List.of(
                    "@lodestar/light-client@1.28.1",
                    "@lodestar/api@1.48.0",
                    "@lodestar/config@1.48.0",
                    "@lodestar/params@1.50.0",
                    "@lodestar/types@1.50.0",
                    "@lodestar/utils@1.48.0");

    private static final String SCRIPT =
            """
            import {readFileSync} from "node:fs";
            import {createBeaconConfig} from "@lodestar/config";
            import {mainnetChainConfig} from "@lodestar/config/networks";
            import {ssz} from "@lodestar/types";
            import {LightclientSpec} from "@lodestar/light-client/spec";

            const [folder, warm, rounds, root] = process.argv.slice(2);
            const read = (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8"));
            const config = createBeaconConfig(mainnetChainConfig, Buffer.from(root, "hex"));
            const types = ssz.capella;
            const bootstrap = types.LightClientBootstrap.fromJson(read("bootstrap").data);
            const updates = read("updates").map((each) => types.LightClientUpdate.fromJson(each.data));
            const finality = types.LightClientFinalityUpdate.fromJson(read("finality").data);
            const now = finality.signatureSlot;
            const all = () => {
              const client = new LightclientSpec(config, {}, bootstrap);
              for (const update of updates) client.onUpdate(now, update);
              client.onFinalityUpdate(now, finality);
              return client;
            };
            const median = (work) => {
              const times = [];
              for (let i = -warm; i < rounds; i++) {
                const start = process.hrtime.bigint();
                work();
                if (i >= 0) times.push(Number(process.hrtime.bigint() - start) / 1e6);
              }
              return times.sort((a, b) => a - b)[times.length >> 1];
            };
            const client = all();
            const one = median(() => client.onFinalityUpdate(now, finality));
            console.log(client.store.finalizedHeader.beacon.slot, one, median(all));
            """;

    private final SyncProtocol protocol = new SyncProtocol(NetworkFile.builtIn("mainnet"));
    private final Path folder;

    private RealUpdates(Path folder) {
        this.folder = folder;
    }

    static void compare() throws IOException, InterruptedException {
        Path folder;
        try {
            folder = Vectors.folder("light-client.mainnet", "light-client/mainnet-capella");
        } catch (TestAbortedException e) {
            System.err.println("No real updates on this machine: no figure against Lodestar.");
            return;
        }
        var reference = lodestar(folder);
        if (reference.isEmpty()) {
            System.err.println("npm or Lodestar's light client is missing: no figure against it.");
            return;
        }
        new RealUpdates(folder).compareWith(reference.get());
    }

    private JsonNode read(String name) throws IOException {
        return Json.parse(Files.readAllBytes(folder.resolve(name + ".json")));
    }

    /// Everything anew, so that nothing computed in an earlier round is at hand.
    private record Round(LightClientBootstrap bootstrap, List<LightClientUpdate> updates) {}

    private Round round(LightClientUpdate finality) throws IOException {
        var updates = new ArrayList<LightClientUpdate>();
        for (var each : read("updates")) {
            updates.add(LightClientJson.readUpdate(each.get("data"), Fork.CAPELLA, Preset.MAINNET));
        }
        updates.add(finality);
        return new Round(
                LightClientJson.readBootstrap(
                        read("bootstrap").get("data"), Fork.CAPELLA, Preset.MAINNET),
                updates);
    }

    private LightClientStore all(Round round, long now) {
        var store = LightClientVerification.start(protocol, round.bootstrap());
        for (var update : round.updates()) {
            store =
                    LightClientVerification.accepted(
                            protocol.processLightClientUpdate(store, update, now));
        }
        return store;
    }

    private void compareWith(List<String> reference) throws IOException {
        var finality =
                LightClientJson.readFinalityUpdate(
                        read("finality").get("data"), Fork.CAPELLA, Preset.MAINNET);
        long now = finality.signatureSlot();
        var one = new double[ROUNDS];
        var all = new double[ROUNDS];
        LightClientStore store = null;
        for (int i = -WARM; i < ROUNDS; i++) {
            var round = round(finality);
            var stores = new ArrayList<LightClientStore>();
            double whole = Figures.milliseconds(() -> stores.add(all(round, now)));
            store = stores.getFirst();
            var known = store;
            double single =
                    Figures.milliseconds(() ->
                            LightClientVerification.accepted(
                                    protocol.processLightClientUpdate(known, finality, now)));
            if (i >= 0) {
                one[i] = single;
                all[i] = whole;
            }
        }
        if (store == null || store.finalizedSlot() != Long.parseLong(reference.getFirst())) {
            throw new IllegalStateException("Lodestar comes to another finalized block");
        }
        Figures.print(
                "light-client-real-update",
                Figures.median(one),
                "ms",
                "lodestar",
                Double.parseDouble(reference.get(1)));
        Figures.print(
                "light-client-real-updates-from-bootstrap",
                Figures.median(all),
                "ms",
                "lodestar",
                Double.parseDouble(reference.get(2)));
    }

    /// The finalized slot, and medians in milliseconds for one update and for all.
    private static Optional<List<String>> lodestar(Path folder)
            throws IOException, InterruptedException {
        var home = cache().resolve("bench").resolve("lodestar-light-client-1.28.1");
        var script = home.resolve("verify.mjs");
        try {
            if (!Files.exists(script)) {
                Files.createDirectories(home);
                Files.writeString(home.resolve("package.json"), "{\"private\": true}\n");
                var install =
                        new ArrayList<>(
                                List.of(
                                        "npm",
                                        "install",
                                        "--ignore-scripts",
                                        "--no-audit",
                                        "--no-fund",
                                        "--save-exact"));
                install.addAll(PACKAGES);
                if (run(home, install).isEmpty()) {
                    return Optional.empty();
                }
            }
            Files.writeString(script, SCRIPT);
            var root = NetworkFile.builtIn("mainnet").genesisValidatorsRoot().toHex().substring(2);
            return run(
                            home,
                            List.of(
                                    "node",
                                    script.toString(),
                                    folder.toString(),
                                    Integer.toString(WARM),
                                    Integer.toString(ROUNDS),
                                    root))
                    .map(printed -> List.of(printed.strip().split(" ", -1)));
        } catch (IOException e) {
            // No npm or no Node on this machine.
            return Optional.empty();
        }
    }

    private static Path cache() {
        var set = System.getenv("P2PCLOUD_CACHE");
        return set == null || set.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "p2pcloud")
                : Path.of(set);
    }

    /// What it prints; empty when it fails or takes too long.
    private static Optional<String> run(Path home, List<String> command)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .directory(new File(home.toString()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
        return ended && process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    }
}
