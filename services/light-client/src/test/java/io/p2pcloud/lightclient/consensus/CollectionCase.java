package io.p2pcloud.lightclient.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import java.io.IOException;
import java.util.Map;

/// `data_collection.md` says what a full node should serve. This client serves nothing; it checks
/// that it takes everything that is served: each bootstrap starts a store, and every update is read
/// and written to the same bytes.
final class CollectionCase {
    private final SpecCase files;
    private final SpecConfig config;
    private final SyncProtocol protocol;
    private int objects;

    CollectionCase(SpecCase files) throws IOException {
        this.files = files;
        // Digests need the genesis root, which stands at a fixed place of every state.
        var state = files.ssz("initial_state");
        var root = new byte[Bytes32.SIZE];
        System.arraycopy(state, Long.BYTES, root, 0, root.length);
        config = files.config(Bytes32.of(root));
        protocol = new SyncProtocol(config.network());
    }

    int run() throws IOException {
        for (var each : SpecCase.list(files.yaml("steps.yaml"))) {
            var step = SpecCase.map(each);
            for (var entry : step.entrySet()) {
                switch (entry.getKey()) {
                    // Blocks are a full node's business.
                    case "new_block" -> {}
                    case "new_head" ->
                            check(
                                    SpecCase.map(
                                            SpecCase.get(
                                                    SpecCase.map(entry.getValue()), "checks")));
                    default -> throw new AssertionError("unknown step " + entry.getKey());
                }
            }
        }
        if (objects == 0) {
            throw new AssertionError("no light-client data in it");
        }
        return objects;
    }

    private void check(Map<String, Object> checks) throws IOException {
        for (var entry : checks.entrySet()) {
            switch (entry.getKey()) {
                case "latest_finalized_checkpoint" -> {}
                case "bootstraps" -> {
                    for (var each : SpecCase.list(entry.getValue())) {
                        bootstrap(SpecCase.map(each));
                    }
                }
                case "best_updates" -> {
                    for (var each : SpecCase.list(entry.getValue())) {
                        var update = SpecCase.map(each).get("update");
                        if (update != null) {
                            update(SpecCase.map(update));
                        }
                    }
                }
                case "latest_finality_update" -> finality(SpecCase.map(entry.getValue()));
                case "latest_optimistic_update" -> optimistic(SpecCase.map(entry.getValue()));
                default -> throw new AssertionError("unknown check " + entry.getKey());
            }
        }
    }

    private Preset preset() {
        return config.network().preset();
    }

    private Fork fork(Map<String, Object> file) {
        return config.fork(SpecCase.get(file, "fork_digest"));
    }

    private byte[] data(Map<String, Object> file) throws IOException {
        objects++;
        return files.ssz(String.valueOf(SpecCase.get(file, "data")));
    }

    private void bootstrap(Map<String, Object> entry) throws IOException {
        var file = entry.get("bootstrap");
        if (file == null) {
            return;
        }
        var fork = fork(SpecCase.map(file));
        var ssz = data(SpecCase.map(file));
        var bootstrap = LightClientSsz.readBootstrap(ssz, fork, preset());
        assertThat(LightClientSsz.writeBootstrap(bootstrap, fork, preset())).isEqualTo(ssz);
        SyncCase.accepted(
                protocol.initializeLightClientStore(
                        SpecCase.bytes32(SpecCase.get(entry, "block_root")), bootstrap));
    }

    private void update(Map<String, Object> file) throws IOException {
        var fork = fork(file);
        var ssz = data(file);
        var update = LightClientSsz.readUpdate(ssz, fork, preset());
        assertThat(LightClientSsz.writeUpdate(update, fork, preset())).isEqualTo(ssz);
    }

    private void finality(Map<String, Object> file) throws IOException {
        var fork = fork(file);
        var ssz = data(file);
        var update = LightClientSsz.readFinalityUpdate(ssz, fork, preset());
        assertThat(LightClientSsz.writeFinalityUpdate(update, fork, preset())).isEqualTo(ssz);
    }

    private void optimistic(Map<String, Object> file) throws IOException {
        var fork = fork(file);
        var ssz = data(file);
        var update = LightClientSsz.readOptimisticUpdate(ssz, fork, preset());
        assertThat(LightClientSsz.writeOptimisticUpdate(update, fork, preset())).isEqualTo(ssz);
    }
}
