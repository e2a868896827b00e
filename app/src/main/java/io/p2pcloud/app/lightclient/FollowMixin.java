package io.p2pcloud.app.lightclient;

import io.p2pcloud.lightclient.cli.FollowOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that all light-client commands share.
final class FollowMixin {
    @Option(
            names = "--network",
            required = true,
            paramLabel = "NAME|FILE",
            description =
                    "mainnet, sepolia, hoodi, devnet, or a JSON file that describes a network.")
    private String network = "";

    @Option(
            names = "--beacon",
            paramLabel = "URL[,URL]",
            description = "Beacon nodes to ask. On the devnet, none are needed.")
    private List<String> beacons = new ArrayList<>();

    @Option(
            names = "--execution",
            paramLabel = "URL[,URL]",
            description = "JSON-RPC servers to ask.")
    private List<String> executions = new ArrayList<>();

    @Option(
            names = "--checkpoint",
            paramLabel = "ROOT",
            description = "A beacon block root that you trust.")
    private @Nullable String checkpoint;

    FollowOptions options() {
        return new FollowOptions(network, beacons, executions, checkpoint);
    }
}
