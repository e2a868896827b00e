package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.execution.ExecutionHeader;
import io.p2pcloud.lightclient.execution.Receipt;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Servers that lie in one place of one answer. Whatever the client then shows as proven must be
/// the truth all the same.
class LyingServerTest {
    private static final Network DENEB = TestChain.network(Map.of(Fork.DENEB, 0L));
    private static final Network GLOAS = TestChain.network(Map.of(Fork.FULU, 0L, Fork.GLOAS, 2L));
    private static final long NOW = 90;

    // Ten thousand refusals are not worth ten thousand lines; a strong reference keeps the level.
    private final Logger log = Logger.getLogger(EndpointPool.class.getName());

    @BeforeEach
    void quiet() {
        log.setLevel(Level.WARNING);
    }

    @AfterEach
    void loud() {
        log.setLevel(null);
    }

    /// Answers from memory once an honest server gave them.
    private static final class Remembering implements Transport {
        private final Transport honest;
        private final Map<String, Answer> answers = new HashMap<>();

        Remembering(Transport honest) {
            this.honest = honest;
        }

        @Override
        public Answer get(URI address, String accept) throws IOException {
            var known = answers.get(address.toString());
            if (known == null) {
                known = honest.get(address, accept);
                answers.put(address.toString(), known);
            }
            return known;
        }

        @Override
        public Answer post(URI address, Bytes json) throws IOException {
            var known = answers.get(json.toHex());
            if (known == null) {
                known = honest.post(address, json);
                answers.put(json.toHex(), known);
            }
            return known;
        }
    }

    /// Lies in the n-th answer; sometimes in every one, or with another chain's answer.
    private static final class Lying implements Transport {
        private final Transport honest;
        private final Transport other;
        private final Mutator mutator;
        private final int target;
        private final boolean substitutes;
        private int count;

        Lying(Transport honest, Transport other, long seed, int answers) {
            var random = new Random(seed);
            this.honest = honest;
            this.other = other;
            this.mutator = new Mutator(seed);
            this.target = random.nextInt(30) == 0 ? -1 : random.nextInt(answers);
            this.substitutes = random.nextInt(15) == 0;
        }

        private boolean liesNow() {
            return target < 0 || count++ == target;
        }

        @Override
        public Answer get(URI address, String accept) throws IOException {
            if (!liesNow()) {
                return honest.get(address, accept);
            }
            return substitutes
                    ? other.get(address, accept)
                    : mutator.mutate(honest.get(address, accept));
        }

        @Override
        public Answer post(URI address, Bytes json) throws IOException {
            if (!liesNow()) {
                return honest.post(address, json);
            }
            return substitutes
                    ? other.post(address, json)
                    : mutator.mutate(honest.post(address, json));
        }
    }

    private static TestWorld world(long seed, Network network) {
        var world = new TestWorld(seed, network);
        world.goTo(NOW);
        return world;
    }

    @Test
    void noMutatedBeaconAnswerEndsAsProven() throws IOException {
        lieAsBeacon(0, 4_000);
    }

    @Test
    void noMutatedExecutionAnswerEndsAsProven() throws IOException {
        lieAsNode(0, 6_000);
    }

    @Test
    @Tag("long")
    void noneOfManyMutatedAnswersEndsAsProven() throws IOException {
        lieAsBeacon(1_000_000, 20_000);
        lieAsNode(1_000_000, 80_000);
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
                    refused += isTrue(world, client.sync()) ? 0 : 1;
                }
            }
        }
        System.out.printf("lying beacon: %d lies, %d syncs not completed%n", times, refused);
        assertThat(refused).isGreaterThan(times / 3);
    }

    /// Whether something is shown as proven; and then it is what the chain really holds.
    private static boolean isTrue(TestWorld world, Sync sync) {
        return switch (sync) {
            case Sync.Following following -> {
                for (var block : List.of(following.finalized(), following.optimistic())) {
                    var real = world.node.block(block.slot());
                    assertThat(block.slot()).isLessThan(NOW);
                    assertThat(block.hash()).isEqualTo(real.hash());
                    assertThat(block.number()).isEqualTo(real.number());
                    assertThat(block.stateRoot()).isEqualTo(real.stateRoot());
                    assertThat(block.receiptsRoot()).isEqualTo(real.receiptsRoot());
                    assertThat(block.time()).isEqualTo(real.time());
                }
                yield true;
            }
            case Sync.Starting starting -> false;
            case Sync.Unreachable(var sentence, var last) -> {
                isTrue(world, last);
                yield false;
            }
            case Sync.Refused(var refusal, var last) -> {
                isTrue(world, last);
                yield false;
            }
        };
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
                    var outcome = client.prove(TestNode.CONTRACT, slots, head);
                    refused += isTrue(outcome, slots, top) ? 0 : 1;
                }
                case 2 -> {
                    var lying = new Lying(honest, foreign, seed + i, 3);
                    var hash = client.block(head).orElseThrow().hash();
                    var found = finder(world, lying).find(top - 3, hash);
                    refused += isTrue(world, found, top - 3) ? 0 : 1;
                }
                default -> {
                    switched.now = honest;
                    client.header(top, head);
                    switched.now = new Lying(honest, foreign, seed + i, 1);
                    refused += isTrue(client.receipts(top, head), top) ? 0 : 1;
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

    private static boolean isTrue(
            ProofOutcome<ProvenAccount> outcome, List<Bytes32> slots, long number) {
        if (outcome instanceof ProofOutcome.Proven<ProvenAccount>(var account, var block)) {
            for (var slot : slots) {
                assertThat(account.slot(slot)).isEqualTo(TestNode.word(number, slot));
            }
            assertThat(account.state().balance().longValueExact()).isEqualTo(10);
            return true;
        }
        return false;
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

    private static boolean isTrue(
            TestWorld world, EndpointPool.Result<ExecutionHeader> result, long number) {
        if (result instanceof EndpointPool.Result.Found<ExecutionHeader>(var header)) {
            assertThat(header).isEqualTo(world.node.block(number));
            return true;
        }
        return false;
    }

    private static boolean isTrue(ProofOutcome<List<Receipt>> outcome, long number) {
        if (outcome instanceof ProofOutcome.Proven<List<Receipt>>(var receipts, var block)) {
            assertThat(receipts).isEqualTo(TestNode.receipts(number));
            return true;
        }
        return false;
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
            assertThat(isTrue(world, sync)).isTrue();
            assertThat(((Sync.Following) sync).optimistic().number()).isEqualTo(NOW - 1);
            var slots = List.of(Bytes32.ofNumber(2));
            assertThat(
                            isTrue(
                                    client.prove(TestNode.CONTRACT, slots, Head.OPTIMISTIC),
                                    slots,
                                    NOW - 1))
                    .isTrue();
        }
    }
}
