package io.p2pcloud.market;

import io.p2pcloud.chain.LightClientReads;
import io.p2pcloud.lightclient.Endpoint;
import io.p2pcloud.lightclient.LightClient;
import io.p2pcloud.lightclient.LightClientSettings;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.NetworkFile;
import io.p2pcloud.lightclient.endpoint.HttpTransport;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The market of a [TestMarket], read through a light client that follows its chain.
final class ProvenWorld implements AutoCloseable {
    private final HttpTransport http = new HttpTransport();
    final LightClient client;
    final LightClientReads reads;
    final ContractMarketplace market;

    /// @param nodes what the light client reaches the chain's node through; none for plain HTTP
    ProvenWorld(TestMarket world, Transport... nodes) {
        var network = NetworkFile.builtIn("devnet");
        var rpc = world.running.rpc();
        var executions =
                nodes.length == 0
                        ? List.of(Endpoint.http(rpc.toString(), http))
                        : Stream.of(nodes).map(it -> new Endpoint(it.toString(), rpc, it)).toList();
        client =
                new LightClient(
                        LightClientSettings.of(
                                network,
                                null,
                                List.of(Endpoint.http(world.running.beacon().toString(), http)),
                                executions,
                                null),
                        InstantSource.system());
        client.start();
        reads = new LightClientReads(client, network, client::refresh, InstantSource.system());
        awaitNextRounds(2);
        market =
                new ContractMarketplace(
                        world.transactions,
                        world.running.market(),
                        reads,
                        Optional.of(TokenLayout.OPEN_ZEPPELIN));
    }

    /// Sees to it that what others have changed until now is in the readings from now on.
    void catchUp(TestMarket world) {
        reads.written(world.chain.blockNumber());
    }

    void awaitNextRounds(int rounds) {
        var done = new CountDownLatch(rounds + 1);
        try (var _ =
                client.state()
                        .subscribe(state -> {
                            if (state.sync() instanceof Sync.Following) {
                                done.countDown();
                            }
                        })) {
            if (!done.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "the light client does not follow: " + client.state().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        http.close();
    }
}
