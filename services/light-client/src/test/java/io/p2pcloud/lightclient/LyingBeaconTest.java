package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A beacon node that lies in one place of one answer. Whatever the client then shows as proven
/// must be the truth all the same.
class LyingBeaconTest {
    private static final Network DENEB = TestChain.network(Map.of(Fork.DENEB, 0L));
    private static final Network GLOAS = TestChain.network(Map.of(Fork.FULU, 0L, Fork.GLOAS, 2L));
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
    void noMutatedAnswerEndsAsProven() throws IOException {
        lieAsBeacon(0, 4_000);
    }

    @Test
    @Tag("long")
    void noneOfManyMutatedAnswersEndsAsProven() throws IOException {
        lieAsBeacon(1_000_000, 20_000);
    }

    private static void lieAsBeacon(long seed, int times) throws IOException {
        int refused = 0;
        int kinds = 0;
        for (var network : List.of(DENEB, GLOAS)) {
            var world = world(5, network);
            var other = world(6, network);
            var node = new Remembering(world.node);
            for (boolean ssz : new boolean[] {true, false}) {
                var honest = new Remembering(world.beacon(ssz));
                var foreign = new Remembering(other.beacon(ssz));
                kinds++;
                for (int i = kinds; i < times; i += 4) {
                    var lying = new Lying(honest, foreign, seed + i, 4);
                    var client = world.client(world.checkpoint(8), null, List.of(node), lying);
                    refused += Truth.isShown(world, client.sync()) ? 0 : 1;
                }
            }
        }
        System.out.printf("lying beacon: %d lies, %d syncs not completed%n", times, refused);
        assertThat(refused).isGreaterThan(times / 3);
    }
}
