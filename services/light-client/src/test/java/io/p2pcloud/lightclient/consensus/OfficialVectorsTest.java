package io.p2pcloud.lightclient.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Runs every official light-client case under the folder named by `light-client.vectors`.
class OfficialVectorsTest {
    private final Path root = Vectors.folder("light-client.vectors", "light-client/spec");

    @Test
    void passesEveryOfficialCase() throws IOException {
        var failures = new ArrayList<String>();
        var cases = cases();
        for (var folder : cases) {
            var name = root.relativize(folder);
            try {
                int steps = run(folder);
                System.out.printf("light-client vectors: %s: %d steps passed%n", name, steps);
            } catch (AssertionError | RuntimeException e) {
                System.out.printf("light-client vectors: %s: FAILED: %s%n", name, e.getMessage());
                failures.add(name + ": " + e);
            }
        }
        assertThat(failures).isEmpty();
        assertThat(cases).isNotEmpty();
    }

    private List<Path> cases() throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(
                            file -> {
                                var name = file.getFileName().toString();
                                return name.equals("steps.yaml")
                                        || name.equals("updates_0.ssz_snappy")
                                        || name.equals("proof.yaml");
                            })
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private int run(Path folder) throws IOException {
        if (Files.exists(folder.resolve("updates_0.ssz_snappy"))) {
            return new RankingCase(folder).run();
        }
        if (!Files.exists(folder.resolve("steps.yaml"))
                || !Files.exists(folder.resolve("bootstrap.ssz_snappy"))) {
            throw new AssertionError("a kind of case that this test does not know");
        }
        return new SyncCase(new SpecCase(folder)).run();
    }

    /// `update_ranking.md`: the fork is a folder on the path to the case.
    private record RankingCase(Path folder) {
        int run() throws IOException {
            var files = new SpecCase(folder);
            int count =
                    SpecCase.number(
                                    SpecCase.get(
                                            SpecCase.map(files.yaml("meta.yaml")), "updates_count"))
                            .intValueExact();
            Fork fork = null;
            var preset = Preset.MINIMAL;
            for (var part : folder) {
                fork = Fork.named(part.toString()).orElse(fork);
                preset = part.toString().equals("mainnet") ? Preset.MAINNET : preset;
            }
            if (fork == null) {
                throw new AssertionError("no folder on the path names the fork");
            }
            var updates = new ArrayList<LightClientUpdate>();
            for (int i = 0; i < count; i++) {
                updates.add(LightClientSsz.readUpdate(files.ssz("updates_" + i), fork, preset));
            }
            for (int better = 0; better < count; better++) {
                for (int worse = better + 1; worse < count; worse++) {
                    assertThat(
                                    UpdateRanking.isBetterUpdate(
                                            preset, updates.get(worse), updates.get(better)))
                            .as("update %d is no better than %d", worse, better)
                            .isFalse();
                }
            }
            return count;
        }
    }

    /// `sync.md`
    private static final class SyncCase {
        private final SpecCase files;
        private final Network network;
        private final SyncProtocol protocol;
        private LightClientStore store;

        SyncCase(SpecCase files) throws IOException {
            this.files = files;
            var meta = SpecCase.map(files.yaml("meta.yaml"));
            network =
                    files.network(SpecCase.bytes32(SpecCase.get(meta, "genesis_validators_root")));
            protocol = new SyncProtocol(network);
            var fork =
                    SpecCase.forkOfDigest(
                            network,
                            SpecCase.get(meta, "bootstrap_fork_digest"),
                            Long.MAX_VALUE >> 2);
            var bootstrap =
                    LightClientSsz.readBootstrap(files.ssz("bootstrap"), fork, network.preset());
            store =
                    accepted(
                            protocol.initializeLightClientStore(
                                    SpecCase.bytes32(SpecCase.get(meta, "trusted_block_root")),
                                    bootstrap));
            assertThat(LightClientSsz.writeBootstrap(bootstrap, fork, network.preset()))
                    .isEqualTo(files.ssz("bootstrap"));
        }

        int run() throws IOException {
            var steps = SpecCase.list(files.yaml("steps.yaml"));
            for (int i = 0; i < steps.size(); i++) {
                var step = SpecCase.map(steps.get(i));
                assertThat(step).hasSize(1);
                var kind = step.keySet().iterator().next();
                var arguments = SpecCase.map(SpecCase.get(step, kind));
                switch (kind) {
                    case "process_update" -> processUpdate(arguments);
                    case "force_update" ->
                            store =
                                    protocol.processLightClientStoreForceUpdate(
                                            store, slot(arguments, "current_slot"));
                    case "upgrade_store" -> upgradeStore();
                    default -> throw new AssertionError("unknown step " + kind);
                }
                check(i, SpecCase.map(SpecCase.get(arguments, "checks")));
            }
            return steps.size();
        }

        private void processUpdate(Map<String, Object> step) throws IOException {
            var ssz = files.ssz(String.valueOf(SpecCase.get(step, "update")));
            var fork =
                    SpecCase.forkOfDigest(
                            network,
                            SpecCase.get(step, "update_fork_digest"),
                            LightClientSsz.attestedSlot(ssz, network.preset()));
            var update = LightClientSsz.readUpdate(ssz, fork, network.preset());
            assertThat(LightClientSsz.writeUpdate(update, fork, network.preset())).isEqualTo(ssz);
            assertThat(network.forkAtSlot(LightClientSsz.attestedSlot(ssz, network.preset())))
                    .isEqualTo(fork);
            store =
                    accepted(
                            protocol.processLightClientUpdate(
                                    store, update, slot(step, "current_slot")));
        }

        private void upgradeStore() {
            var newest = network.forks().getLast().fork();
            store =
                    store.withFinalizedHeader(
                                    HeaderRules.upgrade(network, store.finalizedHeader(), newest))
                            .withOptimisticHeader(
                                    HeaderRules.upgrade(network, store.optimisticHeader(), newest));
        }

        private void check(int step, Map<String, Object> checks) {
            for (var check : checks.entrySet()) {
                var header =
                        switch (check.getKey()) {
                            case "finalized_header" -> store.finalizedHeader();
                            case "optimistic_header" -> store.optimisticHeader();
                            default -> throw new AssertionError("unknown check " + check);
                        };
                var expected = SpecCase.map(check.getValue());
                var as = "step " + step + ", " + check.getKey();
                for (var item : expected.entrySet()) {
                    switch (item.getKey()) {
                        case "slot" ->
                                assertThat(header.beacon().slot())
                                        .as(as)
                                        .isEqualTo(slot(expected, "slot"));
                        case "beacon_root" ->
                                assertThat(header.beacon().hashTreeRoot())
                                        .as(as)
                                        .isEqualTo(SpecCase.bytes32(item.getValue()));
                        case "execution_root" ->
                                assertThat(HeaderRules.getLcExecutionRoot(network, header))
                                        .as(as)
                                        .isEqualTo(SpecCase.bytes32(item.getValue()));
                        default -> throw new AssertionError("unknown check " + item);
                    }
                }
            }
        }

        private static LightClientStore accepted(UpdateOutcome outcome) {
            return switch (outcome) {
                case UpdateOutcome.Accepted(var store) -> store;
                case UpdateOutcome.Rejected(var fault) ->
                        throw new AssertionError("a valid step was rejected: " + fault);
            };
        }

        private static long slot(Map<String, Object> map, String name) {
            return SpecCase.number(SpecCase.get(map, name)).longValueExact();
        }
    }

    @Test
    void refusesAnUpdateSignedForAnotherChain() throws IOException {
        var folder = cases().getFirst();
        var files = new SpecCase(folder);
        var meta = SpecCase.map(files.yaml("meta.yaml"));
        var network = files.network(Bytes32.ZERO);
        var real = files.network(SpecCase.bytes32(SpecCase.get(meta, "genesis_validators_root")));
        var fork = SpecCase.forkOfDigest(real, SpecCase.get(meta, "bootstrap_fork_digest"), 0);
        var bootstrap =
                LightClientSsz.readBootstrap(files.ssz("bootstrap"), fork, network.preset());
        var protocol = new SyncProtocol(network);
        var store =
                SyncCase.accepted(
                        protocol.initializeLightClientStore(
                                SpecCase.bytes32(SpecCase.get(meta, "trusted_block_root")),
                                bootstrap));
        var step = SpecCase.map(SpecCase.list(files.yaml("steps.yaml")).getFirst());
        var name =
                String.valueOf(
                        SpecCase.get(SpecCase.map(SpecCase.get(step, "process_update")), "update"));
        var update = LightClientSsz.readUpdate(files.ssz(name), fork, network.preset());
        assertThat(protocol.processLightClientUpdate(store, update, 1_000_000))
                .isEqualTo(new UpdateOutcome.Rejected(UpdateFault.INVALID_SIGNATURE));
    }
}
