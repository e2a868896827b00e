package io.p2pcloud.lightclient.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.Vectors;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Runs every official light-client case under the folder named by `light-client.vectors`: the
/// release's own tree (`tests/<preset>/<fork>/light_client/...`), any part of it, or folders of
/// cases.
class OfficialVectorsTest {
    private final VectorsRun run =
            new VectorsRun(Vectors.folder("light-client.vectors", "light-client/spec"));

    @Test
    void passesEveryOfficialCase() throws IOException {
        assertThat(run.failures(System.out)).isEmpty();
    }

    @Test
    void refusesAnUpdateSignedForAnotherChain() throws IOException {
        var folder = run.cases().stream().filter(VectorsRun::isSync).findFirst();
        Assumptions.assumeTrue(folder.isPresent(), "no sync case in the folder");
        var files = new SpecCase(folder.orElseThrow());
        var meta = SpecCase.map(files.yaml("meta.yaml"));
        var real = files.config(SpecCase.bytes32(SpecCase.get(meta, "genesis_validators_root")));
        var network = files.config(Bytes32.ZERO).network();
        var bootstrap =
                LightClientSsz.readBootstrap(
                        files.ssz("bootstrap"),
                        real.fork(SpecCase.get(meta, "bootstrap_fork_digest")),
                        network.preset());
        var protocol = new SyncProtocol(network);
        var store =
                SyncCase.accepted(
                        protocol.initializeLightClientStore(
                                SpecCase.bytes32(SpecCase.get(meta, "trusted_block_root")),
                                bootstrap));
        var first = SpecCase.map(SpecCase.list(files.yaml("steps.yaml")).getFirst());
        var step = SpecCase.map(SpecCase.get(first, "process_update"));
        var update =
                LightClientSsz.readUpdate(
                        files.ssz(String.valueOf(SpecCase.get(step, "update"))),
                        real.fork(SpecCase.get(step, "update_fork_digest")),
                        network.preset());
        assertThat(protocol.processLightClientUpdate(store, update, 1_000_000))
                .isEqualTo(new UpdateOutcome.Rejected(UpdateFault.INVALID_SIGNATURE));
    }
}
