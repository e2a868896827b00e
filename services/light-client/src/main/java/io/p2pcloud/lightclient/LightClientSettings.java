package io.p2pcloud.lightclient;

import io.p2pcloud.lightclient.consensus.Network;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a light client follows, and through whom.
///
/// @param checkpoint null to go on from the store alone; not used on the development network, whose
///   checkpoints are computed
/// @param store null to keep nothing between runs
/// @param pollEvery how often the newest block is asked for
public record LightClientSettings(
        Network network,
        @Nullable Checkpoint checkpoint,
        List<Endpoint> beacons,
        List<Endpoint> executions,
        @Nullable StoreFile store,
        Duration pollEvery) {
    public LightClientSettings {
        beacons = List.copyOf(beacons);
        executions = List.copyOf(executions);
    }

    /// Settings that poll once per slot.
    public static LightClientSettings of(
            Network network,
            @Nullable Checkpoint checkpoint,
            List<Endpoint> beacons,
            List<Endpoint> executions,
            @Nullable StoreFile store) {
        return new LightClientSettings(
                network, checkpoint, beacons, executions, store, network.slotTime());
    }
}
