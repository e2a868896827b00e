package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One honest server among liars is enough.
class OneHonestServerTest {
    private static final Network DENEB = TestChain.network(Map.of(Fork.DENEB, 0L));
    private static final long NOW = 90;

    private final QuietLog log = new QuietLog();

    @AfterEach
    void loud() {
        log.close();
    }

    private static TestWorld world(long seed, Network network) {
        var world = new TestWorld(seed, network);
        world.goTo(NOW);
        return world;
    }

    @Test
    void oneHonestServerAmongThreeIsEnoughWhateverTheOthersSay() throws IOException {
        var world = world(5, DENEB);
        var other = world(6, DENEB);
        var honest = new Remembering(world.beacon(true));
        var foreign = new Remembering(other.beacon(true));
        var node = new Remembering(world.node);
        for (int i = 0; i < 150; i++) {
            var client =
                    world.client(
                            world.checkpoint(8),
                            null,
                            List.of(
                                    new Lying(node, new TestNode(false), i, 2),
                                    new Lying(node, new TestNode(false), 1000 + i, 2),
                                    node),
                            new Lying(honest, foreign, i, 4),
                            new Lying(honest, foreign, 2000 + i, 4),
                            honest);
            var sync = client.sync();
            assertThat(Truth.isShown(world, sync)).isTrue();
            assertThat(((Sync.Following) sync).optimistic().number()).isEqualTo(NOW - 1);
            var slots = List.of(Bytes32.ofNumber(2));
            assertThat(
                            Truth.isShown(
                                    client.prove(TestState.CONTRACT, slots, Head.OPTIMISTIC),
                                    slots,
                                    NOW - 1))
                    .isTrue();
        }
    }
}
