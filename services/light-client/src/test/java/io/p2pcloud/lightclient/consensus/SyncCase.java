package io.p2pcloud.lightclient.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import java.io.IOException;
import java.util.Map;

/// `sync.md`. Each update is processed as it came and, into a second store, in the containers of
/// the fork that the case's store has reached: both must come to the same.
final class SyncCase {
    private final SpecCase files;
    private final Network network;
    private final SpecConfig config;
    private final SyncProtocol protocol;
    private Fork fork;
    private LightClientStore store;
    private LightClientStore upgraded;

    SyncCase(SpecCase files) throws IOException {
        this.files = files;
        var meta = SpecCase.map(files.yaml("meta.yaml"));
        config = files.config(SpecCase.bytes32(SpecCase.get(meta, "genesis_validators_root")));
        network = config.network();
        protocol = new SyncProtocol(network);
        var from = config.fork(SpecCase.get(meta, "bootstrap_fork_digest"));
        fork = config.fork(SpecCase.get(meta, "store_fork_digest"));
        var ssz = files.ssz("bootstrap");
        var bootstrap = LightClientSsz.readBootstrap(ssz, from, network.preset());
        assertThat(LightClientSsz.writeBootstrap(bootstrap, from, network.preset())).isEqualTo(ssz);
        var root = SpecCase.bytes32(SpecCase.get(meta, "trusted_block_root"));
        store = accepted(protocol.initializeLightClientStore(root, bootstrap));
        upgraded = upgrade(store);
        assertThat(accepted(protocol.initializeLightClientStore(root, upgrade(bootstrap, root))))
                .isEqualTo(upgraded);
    }

    int run() throws IOException {
        var steps = SpecCase.list(files.yaml("steps.yaml"));
        for (int i = 0; i < steps.size(); i++) {
            var step = SpecCase.map(steps.get(i));
            if (step.size() != 1) {
                throw new AssertionError("step " + i + " is not one step: " + step.keySet());
            }
            var kind = step.keySet().iterator().next();
            var arguments = SpecCase.map(SpecCase.get(step, kind));
            switch (kind) {
                case "process_update" -> processUpdate(arguments);
                case "force_update" -> forceUpdate(arguments);
                case "upgrade_store" -> {
                    fork = config.fork(SpecCase.get(arguments, "store_fork_digest"));
                    upgraded = upgrade(upgraded);
                }
                default -> throw new AssertionError("unknown step " + kind);
            }
            check(store, i, SpecCase.map(SpecCase.get(arguments, "checks")));
            check(upgraded, i, SpecCase.map(SpecCase.get(arguments, "checks")));
        }
        if (steps.isEmpty()) {
            throw new AssertionError("no steps");
        }
        return steps.size();
    }

    private void processUpdate(Map<String, Object> step) throws IOException {
        var ssz = files.ssz(String.valueOf(SpecCase.get(step, "update")));
        var from = config.fork(SpecCase.get(step, "update_fork_digest"));
        var preset = network.preset();
        var update = LightClientSsz.readUpdate(ssz, from, preset);
        assertThat(LightClientSsz.writeUpdate(update, from, preset)).isEqualTo(ssz);
        assertThat(network.forkAtSlot(LightClientSsz.attestedSlot(ssz, preset))).isEqualTo(from);
        long slot = slot(step, "current_slot");
        store = accepted(protocol.processLightClientUpdate(store, update, slot));
        upgraded = accepted(protocol.processLightClientUpdate(upgraded, upgrade(update), slot));
    }

    private void forceUpdate(Map<String, Object> step) {
        long slot = slot(step, "current_slot");
        store = protocol.processLightClientStoreForceUpdate(store, slot);
        upgraded = protocol.processLightClientStoreForceUpdate(upgraded, slot);
    }

    /// `upgrade_lc_bootstrap_to_<fork>`, by way of the wire.
    private LightClientBootstrap upgrade(LightClientBootstrap bootstrap, Bytes32 root) {
        assertThat(bootstrap.header().beacon().hashTreeRoot()).isEqualTo(root);
        var header = HeaderRules.upgrade(network, bootstrap.header(), fork);
        var later =
                new LightClientBootstrap(
                        header,
                        bootstrap.currentSyncCommittee(),
                        Merkle.normalize(
                                bootstrap.currentSyncCommitteeBranch(),
                                fork.currentSyncCommitteeGindex()));
        return LightClientSsz.readBootstrap(
                LightClientSsz.writeBootstrap(later, fork, network.preset()),
                fork,
                network.preset());
    }

    /// `upgrade_lc_update_to_<fork>`, by way of the wire.
    private LightClientUpdate upgrade(LightClientUpdate update) {
        var later =
                new LightClientUpdate(
                        HeaderRules.upgrade(network, update.attestedHeader(), fork),
                        update.nextSyncCommittee(),
                        update.nextSyncCommitteeBranch(),
                        HeaderRules.upgrade(network, update.finalizedHeader(), fork),
                        update.finalityBranch(),
                        update.syncAggregate(),
                        update.signatureSlot());
        return LightClientSsz.readUpdate(
                LightClientSsz.writeUpdate(later, fork, network.preset()), fork, network.preset());
    }

    /// `upgrade_lc_store_to_<fork>`
    private LightClientStore upgrade(LightClientStore old) {
        var best = old.bestValidUpdate();
        return old.withFinalizedHeader(HeaderRules.upgrade(network, old.finalizedHeader(), fork))
                .withOptimisticHeader(HeaderRules.upgrade(network, old.optimisticHeader(), fork))
                .withBestValidUpdate(best == null ? null : upgrade(best));
    }

    private void check(LightClientStore found, int step, Map<String, Object> checks) {
        if (checks.isEmpty()) {
            throw new AssertionError("step " + step + " checks nothing");
        }
        for (var check : checks.entrySet()) {
            var header =
                    switch (check.getKey()) {
                        case "finalized_header" -> found.finalizedHeader();
                        case "optimistic_header" -> found.optimisticHeader();
                        default -> throw new AssertionError("unknown check " + check);
                    };
            var as = "step " + step + ", " + check.getKey();
            for (var item : SpecCase.map(check.getValue()).entrySet()) {
                check(header, as, item.getKey(), item.getValue());
            }
        }
    }

    private void check(LightClientHeader header, String as, String name, Object expected) {
        switch (name) {
            case "slot" ->
                    assertThat(header.beacon().slot())
                            .as(as)
                            .isEqualTo(SpecCase.number(expected).longValueExact());
            case "beacon_root" ->
                    assertThat(header.beacon().hashTreeRoot())
                            .as(as)
                            .isEqualTo(SpecCase.bytes32(expected));
            case "execution_root" ->
                    assertThat(HeaderRules.getLcExecutionRoot(network, header))
                            .as(as)
                            .isEqualTo(SpecCase.bytes32(expected));
            default -> throw new AssertionError("unknown check " + name);
        }
    }

    static LightClientStore accepted(UpdateOutcome outcome) {
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
