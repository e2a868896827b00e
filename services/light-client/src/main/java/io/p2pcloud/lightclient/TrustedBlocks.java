package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.EndpointPool.Result;
import io.p2pcloud.lightclient.consensus.LightClientBootstrap;
import io.p2pcloud.lightclient.consensus.LightClientStore;
import io.p2pcloud.lightclient.consensus.SyncProtocol;
import io.p2pcloud.lightclient.consensus.UpdateFault;
import io.p2pcloud.lightclient.consensus.UpdateOutcome;
import java.io.IOException;
import java.util.List;

/// Asks beacon nodes for the blocks that trust may begin at. Whether a root deserves trust is for
/// others to say; here an answer only has to be the block with that root.
final class TrustedBlocks {
    private final BeaconApi api;
    private final EndpointPool beacons;
    private final SyncProtocol protocol;

    TrustedBlocks(BeaconApi api, EndpointPool beacons, SyncProtocol protocol) {
        this.api = api;
        this.beacons = beacons;
        this.protocol = protocol;
    }

    /// A store that begins at the block with this root.
    Result<LightClientStore> at(Bytes32 root) {
        return beacons.ask("the checkpoint's block", endpoint -> verify(root, endpoint));
    }

    /// What several servers say about the newest finalized checkpoint.
    List<CrossCheck> proposals() {
        return beacons.askAll(api::finalizedCheckpoint).stream()
                .map(EndpointPool.Said::value)
                .distinct()
                .map(this::crossCheck)
                .toList();
    }

    /// Which servers know `root` as a block to start from.
    CrossCheck crossCheck(Bytes32 root) {
        var vouchers =
                beacons.askAll(endpoint -> verify(root, endpoint)).stream()
                        .map(said -> said.by().name())
                        .toList();
        return new CrossCheck(root, vouchers, beacons.size());
    }

    private Reply<LightClientStore> verify(Bytes32 root, Endpoint endpoint) throws IOException {
        return switch (api.bootstrap(endpoint, root)) {
            case Reply.Good<LightClientBootstrap>(LightClientBootstrap bootstrap) ->
                    switch (protocol.initializeLightClientStore(root, bootstrap)) {
                        case UpdateOutcome.Accepted(LightClientStore fresh) ->
                                new Reply.Good<>(fresh);
                        case UpdateOutcome.Rejected(UpdateFault fault) -> Reply.bad(fault);
                    };
            case Reply.Bad<LightClientBootstrap>(RefusalReason reason, String clause) ->
                    new Reply.Bad<>(reason, clause);
            case Reply.Lacking<LightClientBootstrap>(String clause) -> new Reply.Lacking<>(clause);
        };
    }
}
