package io.p2pcloud.devnet;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.devnet.DevnetException.Reason;
import io.p2pcloud.lightclient.development.DevelopmentBeacon;
import io.p2pcloud.lightclient.development.DevelopmentBeaconServer;
import io.p2pcloud.lightclient.development.DevelopmentChain;
import io.p2pcloud.lightclient.development.DevelopmentCommittee;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;

/// Vouches for the embedded chain's blocks on loopback, so that the light client which follows real
/// chains follows this one too.
final class DevnetBeacon implements AutoCloseable {
    private final HttpTransport http = new HttpTransport();
    private final DevelopmentCommittee committee = new DevelopmentCommittee();
    private final DevelopmentBeaconServer server;
    private final Bytes32 checkpoint;

    /// @throws DevnetException when no port is free
    DevnetBeacon(URI rpc, InstantSource clock) {
        try {
            server =
                    new DevelopmentBeaconServer(
                            new DevelopmentBeacon(
                                    committee, new DevelopmentChain(rpc, http), clock),
                            0);
        } catch (IOException e) {
            http.close();
            throw new DevnetException(
                    Reason.PORT_BUSY,
                    "No port is free on 127.0.0.1 for the embedded chain's beacon: "
                            + e.getMessage(),
                    e);
        }
        checkpoint = committee.checkpointAt(committee.network().slotAt(clock.instant()));
    }

    URI address() {
        return server.address();
    }

    /// A block to start from, good for a day.
    Bytes32 checkpoint() {
        return checkpoint;
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
