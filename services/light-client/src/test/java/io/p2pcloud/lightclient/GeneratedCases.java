package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.GeneratedObjects;
import io.p2pcloud.lightclient.consensus.HeaderRules;
import io.p2pcloud.lightclient.consensus.LightClientSsz;
import io.p2pcloud.lightclient.consensus.LightClientUpdate;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.consensus.Preset;
import io.p2pcloud.lightclient.consensus.SigningDomain;
import io.p2pcloud.lightclient.consensus.Snappy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes cases of a generated chain in the layout and formats of the official ones. What a case
/// expects comes from the chain, not from the code under test.
final class GeneratedCases {
    private static final long MAX_BLOBS = 9;

    private final Path root;
    private final TestChain chain;
    private final Preset preset;
    private final StringBuilder steps = new StringBuilder();
    private Path folder = Path.of("");

    /// @param root the folder that gets `tests/<preset>/...`
    GeneratedCases(Path root, TestChain chain) {
        this.root = root;
        this.chain = chain;
        this.preset = chain.network().preset();
    }

    Path begin(Fork fork, String handler, String suite, String name) throws IOException {
        folder =
                root.resolve("tests")
                        .resolve(preset.name().toLowerCase(Locale.ROOT))
                        .resolve(fork.apiName())
                        .resolve("light_client")
                        .resolve(handler)
                        .resolve(suite)
                        .resolve(name);
        Files.createDirectories(folder);
        steps.setLength(0);
        return folder;
    }

    void text(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void ssz(String name, byte[] ssz) {
        try {
            Files.write(folder.resolve(name + ".ssz_snappy"), Snappy.encode(ssz));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The digest that a fork has in its first epoch.
    Bytes digest(Fork fork) {
        var each =
                chain.network().forks().stream()
                        .filter(known -> known.fork() == fork)
                        .findFirst()
                        .orElseThrow();
        var base =
                SigningDomain.computeForkDigest(
                        each.version(), chain.network().genesisValidatorsRoot());
        return fork.isAtLeast(Fork.FULU)
                ? GeneratedObjects.digest(base, epochOf(Fork.FULU), MAX_BLOBS + 3)
                : base;
    }

    private long epochOf(Fork fork) {
        return chain.network().forks().stream()
                .filter(each -> each.fork() == fork)
                .mapToLong(each -> each.epoch())
                .findFirst()
                .orElse(-1);
    }

    void config() {
        text("config.yaml", config(chain.network()));
    }

    private String config(Network network) {
        var lines = new StringBuilder();
        lines.append("PRESET_BASE: '").append(preset.name().toLowerCase(Locale.ROOT));
        lines.append("'\nSECONDS_PER_SLOT: 12\nGENESIS_FORK_VERSION: 0x00000001\n");
        for (var fork : Fork.values()) {
            var known = network.forks().stream().filter(each -> each.fork() == fork).findFirst();
            if (fork != Fork.PHASE0) {
                lines.append(fork.name()).append("_FORK_VERSION: ");
                lines.append(known.map(each -> each.version().toHex()).orElse("0x77000001"));
                lines.append('\n').append(fork.name()).append("_FORK_EPOCH: ");
                lines.append(known.map(each -> "" + each.epoch()).orElse("18446744073709551615"));
                lines.append('\n');
            }
        }
        lines.append("MAX_BLOBS_PER_BLOCK_ELECTRA: ").append(MAX_BLOBS).append('\n');
        if (epochOf(Fork.FULU) >= 0) {
            lines.append("BLOB_SCHEDULE:\n  - EPOCH: ").append(epochOf(Fork.FULU));
            lines.append("\n    MAX_BLOBS_PER_BLOCK: ").append(MAX_BLOBS + 3).append('\n');
        }
        return lines.toString();
    }

    /// Begins a `sync` case whose store starts at `slot`.
    void start(long slot, Fork store) {
        var fork = chain.network().forkAtSlot(slot);
        config();
        text(
                "meta.yaml",
                "genesis_validators_root: '%s'%ntrusted_block_root: '%s'%n"
                                .formatted(
                                        chain.network().genesisValidatorsRoot(), chain.root(slot))
                        + "bootstrap_fork_digest: '%s'%nstore_fork_digest: '%s'%n"
                                .formatted(digest(fork), digest(store)));
        ssz("bootstrap", LightClientSsz.writeBootstrap(chain.bootstrap(slot), fork, preset));
    }

    void processUpdate(LightClientUpdate update, long finalized, long optimistic) {
        var fork = chain.network().forkAtSlot(update.attestedSlot());
        var name = "update_" + update.attestedHeader().beacon().hashTreeRoot() + "_sf";
        ssz(name, LightClientSsz.writeUpdate(update, fork, preset));
        step(
                "process_update",
                "    update_fork_digest: '%s'%n    update: %s%n    current_slot: %d%n"
                        .formatted(digest(fork), name, update.signatureSlot()),
                finalized,
                optimistic);
    }

    void forceUpdate(long currentSlot, long finalized, long optimistic) {
        step(
                "force_update",
                "    current_slot: %d%n".formatted(currentSlot),
                finalized,
                optimistic);
    }

    void upgradeStore(Fork fork, long finalized, long optimistic) {
        step(
                "upgrade_store",
                "    store_fork_digest: '%s'%n".formatted(digest(fork)),
                finalized,
                optimistic);
    }

    private void step(String kind, String arguments, long finalized, long optimistic) {
        steps.append("- ").append(kind).append(":\n").append(arguments).append("    checks:\n");
        check("finalized_header", finalized);
        check("optimistic_header", optimistic);
        text("steps.yaml", steps.toString());
    }

    private void check(String name, long slot) {
        steps.append("      ").append(name).append(":\n        slot: ").append(slot);
        steps.append("\n        beacon_root: '").append(chain.root(slot)).append("'\n");
        if (chain.network().forkAtSlot(slot).isAtLeast(Fork.CAPELLA)) {
            var root = HeaderRules.getLcExecutionRoot(chain.network(), chain.header(slot));
            steps.append("        execution_root: '").append(root).append("'\n");
        }
    }

    void proof(GeneratedObjects.Proof proof) {
        ssz("object", proof.ssz().toArray());
        text(
                "proof.yaml",
                "leaf: '%s'%nleaf_index: %d%nbranch:%n".formatted(proof.leaf(), proof.index())
                        + proof.branch().stream()
                                .map(node -> "- '" + node + "'\n")
                                .collect(Collectors.joining()));
    }

    /// One `new_head` step with everything that a node serves at `slot`.
    void collection(long slot, Bytes32 genesisValidatorsRoot) {
        var fork = chain.network().forkAtSlot(slot);
        config();
        ssz("initial_state", GeneratedObjects.state(fork, preset, genesisValidatorsRoot).toArray());
        ssz("bootstrap_a", LightClientSsz.writeBootstrap(chain.bootstrap(slot), fork, preset));
        ssz("update_a", LightClientSsz.writeUpdate(chain.update(slot), fork, preset));
        ssz(
                "finality_a",
                LightClientSsz.writeFinalityUpdate(chain.finalityUpdate(slot), fork, preset));
        ssz(
                "optimistic_a",
                LightClientSsz.writeOptimisticUpdate(chain.optimisticUpdate(slot), fork, preset));
        text(
                "steps.yaml",
                """
                - new_block: {fork_digest: '%1$s', data: block_a}
                - new_head:
                    head_block_root: '%2$s'
                    checks:
                      latest_finalized_checkpoint: {epoch: 1, root: '%2$s'}
                      bootstraps:
                      - block_root: '%2$s'
                        bootstrap: {fork_digest: '%1$s', data: bootstrap_a}
                      - block_root: '%2$s'
                      best_updates:
                      - period: 0
                        update: {fork_digest: '%1$s', data: update_a}
                      latest_finality_update: {fork_digest: '%1$s', data: finality_a}
                      latest_optimistic_update: {fork_digest: '%1$s', data: optimistic_a}
                """
                        .formatted(digest(fork), chain.root(slot)));
    }
}
