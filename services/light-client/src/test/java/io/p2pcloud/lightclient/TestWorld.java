package io.p2pcloud.lightclient;

import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A generated chain with a clock that tests set, and clients of it.
public final class TestWorld implements InstantSource {
    public final TestNode node;
    public final TestChain chain;
    private Instant now = Instant.EPOCH;

    public TestWorld(long seed, Network network) {
        this(seed, network, new TestNode(true));
    }

    public TestWorld(long seed, Network network, TestNode node) {
        this.node = node;
        chain = new TestChain(seed, network, node);
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void goTo(long slot) {
        now = chain.network().timeOfSlot(slot).plusSeconds(4);
    }

    long slot() {
        return chain.network().slotAt(now);
    }

    public TestBeacon beacon(boolean ssz) {
        return new TestBeacon(chain, this, ssz, BeaconApi.MAX_UPDATES);
    }

    Checkpoint checkpoint(long slot) {
        return new Checkpoint(chain.root(slot), Checkpoint.Source.PASTED);
    }

    LightClient client(long checkpointSlot, Transport... beacons) {
        return client(checkpoint(checkpointSlot), null, List.of(node), beacons);
    }

    LightClient client(
            @Nullable Checkpoint checkpoint,
            @Nullable Path store,
            List<? extends Transport> nodes,
            Transport... beacons) {
        return new LightClient(
                LightClientSettings.of(
                        chain.network(),
                        checkpoint,
                        endpoints("beacon", Arrays.asList(beacons)),
                        endpoints("node", nodes),
                        store == null ? null : new StoreFile(store)),
                this);
    }

    private static List<Endpoint> endpoints(String name, List<? extends Transport> transports) {
        return IntStream.range(0, transports.size())
                .mapToObj(i ->
                        new Endpoint(
                                name + i,
                                URI.create("http://" + name + i + ".invalid"),
                                transports.get(i)))
                .toList();
    }
}
