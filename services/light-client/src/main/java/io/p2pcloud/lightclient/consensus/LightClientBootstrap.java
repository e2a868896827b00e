package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes32;
import java.util.List;

/// What a store is initialised from: a trusted block's header and the committee of its period.
public record LightClientBootstrap(
        LightClientHeader header,
        SyncCommittee currentSyncCommittee,
        List<Bytes32> currentSyncCommitteeBranch) {
    public LightClientBootstrap {
        currentSyncCommitteeBranch = List.copyOf(currentSyncCommitteeBranch);
    }
}
