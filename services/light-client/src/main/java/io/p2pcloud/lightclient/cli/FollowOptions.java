package io.p2pcloud.lightclient.cli;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.Checkpoint;
import io.p2pcloud.lightclient.Endpoint;
import io.p2pcloud.lightclient.LightClient;
import io.p2pcloud.lightclient.LightClientSettings;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.development.DevelopmentBeacon;
import io.p2pcloud.lightclient.development.DevelopmentChain;
import io.p2pcloud.lightclient.development.DevelopmentCommittee;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which chain to follow and whom to ask, as given on the command line.
///
/// @param network a built-in network's name or a JSON file
/// @param beacons addresses of beacon nodes; on the devnet none are needed
/// @param executions addresses of JSON-RPC servers
/// @param checkpoint a beacon block root; null only on the devnet
public record FollowOptions(
        String network,
        List<String> beacons,
        List<String> executions,
        @Nullable String checkpoint) {
    public FollowOptions {
        beacons = List.copyOf(beacons);
        executions = List.copyOf(executions);
    }

    /// A client that keeps nothing between runs.
    ///
    /// @param http reaches the servers
    /// @throws IllegalArgumentException with a sentence for the user
    /// @throws IOException when the network's file cannot be read
    public LightClient open(Transport http, InstantSource clock) throws IOException {
        var known = NetworkFile.find(network);
        boolean development = DevelopmentCommittee.isDevelopment(known);
        var executionEndpoints = endpoints(executions, http);
        var beaconEndpoints = new ArrayList<>(endpoints(beacons, http));
        if (beaconEndpoints.isEmpty() && development && !executionEndpoints.isEmpty()) {
            var node = executionEndpoints.getFirst();
            var chain = new DevelopmentChain(node.address(), http);
            beaconEndpoints.add(
                    new Endpoint(
                            "development beacon",
                            DevelopmentBeacon.ADDRESS,
                            new DevelopmentBeacon(new DevelopmentCommittee(), chain, clock)));
        }
        if (beaconEndpoints.isEmpty()) {
            throw new IllegalArgumentException("name at least one beacon node with --beacon");
        }
        if (checkpoint == null && !development) {
            throw new IllegalArgumentException(
                    "name a beacon block root that you trust with --checkpoint");
        }
        var trusted =
                checkpoint == null
                        ? null
                        : new Checkpoint(root(checkpoint), Checkpoint.Source.PASTED);
        return new LightClient(
                LightClientSettings.of(known, trusted, beaconEndpoints, executionEndpoints, null),
                clock);
    }

    private static Bytes32 root(String text) {
        try {
            return Bytes32.ofHex(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a checkpoint is a beacon block root of 64 hexadecimal digits, not " + text, e);
        }
    }

    private static List<Endpoint> endpoints(List<String> addresses, Transport http) {
        return addresses.stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> Endpoint.http(text, http))
                .toList();
    }
}
