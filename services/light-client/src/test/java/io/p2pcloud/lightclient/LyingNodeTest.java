package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An execution node that lies in one place of one answer, or leaves something out of it. Whatever
/// the client then shows as proven must be the truth all the same.
class LyingNodeTest {
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
    void noMutatedAnswerEndsAsProven() throws IOException {
        lieAsNode(0, 6_000);
    }

    @Test
    @Tag("long")
    void noneOfManyMutatedAnswersEndsAsProven() throws IOException {
        lieAsNode(1_000_000, 80_000);
    }

    @Test
    void noReceiptsWithOmittedEventsEndAsProven() throws IOException {
        var world = world(5, DENEB);
        var honest = new Remembering(world.node);
        var beacon = new Remembering(world.beacon(true));
        int omissions = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            var node = new Omitting(honest, seed);
            var client = world.client(world.checkpoint(8), null, List.of(node), beacon);
            client.sync();
            long number = 60L + seed % 30;
            var outcome = client.receipts(number, Head.OPTIMISTIC);
            assertThat(outcome instanceof ProofOutcome.Proven)
                    .as("%d left out of block %d", node.omitted(), number)
                    .isEqualTo(node.omitted() == 0);
            Truth.isShown(outcome, number);
            omissions += node.omitted() == 0 ? 0 : 1;
        }
        System.out.printf(
                "omitting node: %d answers with omitted events, none proven%n", omissions);
        assertThat(omissions).isGreaterThan(1_000);
    }

    private static void lieAsNode(long seed, int times) throws IOException {
        int refused = 0;
        var world = world(5, DENEB);
        var honest = new Remembering(world.node);
        var foreign = new Remembering(new TestNode(false));
        var beacon = new Remembering(world.beacon(true));
        var switched = new Switched(honest);
        var client = world.client(world.checkpoint(8), null, List.of(switched), beacon);
        client.sync();
        var slots = List.of(Bytes32.ofNumber(1), Bytes32.ofNumber(4), Bytes32.ofNumber(9));
        for (int i = 0; i < times; i++) {
            var head = i % 2 == 0 ? Head.FINALIZED : Head.OPTIMISTIC;
            long top = client.block(head).orElseThrow().number();
            switch (i % 4) {
                case 0, 1 -> {
                    switched.now = new Lying(honest, foreign, seed + i, 1);
                    var outcome = client.prove(TestState.CONTRACT, slots, head);
                    refused += Truth.isShown(outcome, slots, top) ? 0 : 1;
                }
                case 2 -> {
                    var lying = new Lying(honest, foreign, seed + i, 3);
                    var hash = client.block(head).orElseThrow().hash();
                    var found = finder(world, lying).find(top - 3, hash);
                    refused += Truth.isShown(world, found, top - 3) ? 0 : 1;
                }
                default -> {
                    switched.now = honest;
                    client.header(top, head);
                    switched.now = new Lying(honest, foreign, seed + i, 1);
                    refused += Truth.isShown(client.receipts(top, head), top) ? 0 : 1;
                }
            }
        }
        System.out.printf("lying node: %d lies, %d questions not answered%n", times, refused);
        assertThat(refused).isGreaterThan(times / 3);
    }

    /// A server that the test exchanges under way.
    private static final class Switched implements Transport {
        private Transport now;

        Switched(Transport now) {
            this.now = now;
        }

        @Override
        public Answer get(URI address, String accept) throws IOException {
            return now.get(address, accept);
        }

        @Override
        public Answer post(URI address, Bytes json) throws IOException {
            return now.post(address, json);
        }
    }

    private static HeaderFinder finder(TestWorld world, Transport node) {
        var endpoint = new Endpoint("node", URI.create("http://node.invalid"), node);
        var pool =
                new EndpointPool(
                        EndpointRecord.Kind.EXECUTION,
                        List.of(endpoint),
                        each -> new Reply.Good<>(true),
                        world,
                        refusal -> {});
        return new HeaderFinder(pool, world);
    }
}
