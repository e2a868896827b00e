package io.p2pcloud.lightclient;

import static io.p2pcloud.lightclient.Outcomes.following;
import static io.p2pcloud.lightclient.Outcomes.proven;
import static io.p2pcloud.lightclient.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.LightClientJson;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.endpoint.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Servers that are late, ahead, silent, of another time or of another chain.
class ServersTest {
    private static final Network DENEB = TestChain.network(Map.of(Fork.DENEB, 0L));
    private static final Network GLOAS = TestChain.network(Map.of(Fork.FULU, 0L, Fork.GLOAS, 4L));

    @Test
    void warnsOfAClockThatIsBehindAndOfOneThatIsAhead() {
        var world = new TestWorld(8, DENEB);
        world.goTo(100);
        var behind = new TestBeacon(world.chain, () -> world.instant().plusSeconds(120), true, 128);
        var client = world.client(8, behind);
        client.sync();
        assertThat(client.state().get().clockSkew()).hasSeconds(120);
        assertThat(client.state().get().endpoints().getFirst().refused()).isZero();
        var stalled =
                new TestBeacon(
                        world.chain, () -> world.instant().minusSeconds(12 * 100), true, 128);
        world.goTo(200);
        var ahead = world.client(8, stalled);
        following(ahead.sync());
        assertThat(ahead.state().get().clockSkew().toSeconds()).isEqualTo(-12 * 100);
    }

    @Test
    void stopsAtAForkItDoesNotKnow() {
        var limited =
                TestChain.limited(DENEB, TestChain.SLOT, 12, Network.WEAK_SUBJECTIVITY_EPOCHS);
        var world = new TestWorld(9, limited);
        world.goTo(95);
        var client = world.client(8, world.beacon(true));
        following(client.sync());
        world.goTo(96);
        assertThat(refused(client.sync()).reason()).isEqualTo(RefusalReason.UNKNOWN_FORK);
        // What was proven before stays readable.
        assertThat(client.block(Head.FINALIZED)).isPresent();
    }

    @Test
    void refusesAnswersThatNameAnUnknownFork() {
        var world = new TestWorld(9, DENEB);
        world.goTo(95);
        var client = world.client(8, renamed(world.beacon(false)));
        assertThat(refused(client.sync()).reason()).isEqualTo(RefusalReason.UNKNOWN_FORK);
    }

    @Test
    void needsOneHonestServerOfThree() {
        var world = new TestWorld(11, DENEB);
        world.goTo(150);
        Transport silent =
                new Transport() {
                    @Override
                    public Answer get(URI address, String accept) throws IOException {
                        throw new IOException("connection refused");
                    }

                    @Override
                    public Answer post(URI address, Bytes json) throws IOException {
                        throw new IOException("connection refused");
                    }
                };
        var other = new TestWorld(999, DENEB);
        other.goTo(150);
        var client =
                world.client(
                        world.checkpoint(8),
                        null,
                        List.of(silent, new TestNode(false), world.node),
                        silent,
                        other.beacon(true),
                        world.beacon(true));
        assertThat(following(client.sync()).optimistic().hash())
                .isEqualTo(world.node.block(149).hash());
        proven(client.prove(TestState.CONTRACT, List.of(), Head.FINALIZED));
        var records = client.state().get().endpoints();
        assertThat(records.get(0).failed()).isPositive();
        assertThat(records.get(0).penalisedUntil()).isAfter(world.instant());
        assertThat(records.get(2).refused()).isZero();
    }

    @Test
    void asksOtherServersWhenOneFallsBehind() {
        var world = new TestWorld(12, DENEB);
        world.goTo(150);
        var stalled =
                new TestBeacon(world.chain, () -> world.instant().minusSeconds(12 * 20), true, 128);
        var client = world.client(8, stalled, world.beacon(true));
        assertThat(following(client.sync()).optimistic().number()).isEqualTo(149);
    }

    @Test
    void showsNothingThatFewerThanTwoThirdsSigned() {
        var world = new TestWorld(14, DENEB);
        world.goTo(61);
        var client = world.client(8, new SparselySigned(world));
        assertThat(refused(client.sync()).reason()).isEqualTo(RefusalReason.LOW_PARTICIPATION);
        assertThat(client.block(Head.OPTIMISTIC)).isPresent();
        assertThat(client.block(Head.OPTIMISTIC).orElseThrow().number()).isEqualTo(8);
    }

    @Test
    void asksOtherServersWhenOneHoldsBackOnlyFinality() {
        var world = new TestWorld(15, DENEB);
        world.goTo(150);
        var stale =
                new TestBeacon(world.chain, () -> world.instant().minusSeconds(12 * 60), true, 128);
        var holding =
                new Transport() {
                    @Override
                    public Answer get(URI address, String accept) {
                        var honest = world.beacon(true);
                        return (address.getPath().endsWith("finality_update") ? stale : honest)
                                .get(address, accept);
                    }

                    @Override
                    public Answer post(URI address, Bytes json) {
                        return stale.post(address, json);
                    }
                };
        var sync = following(world.client(8, holding, world.beacon(true)).sync());
        assertThat(sync.finalized().slot()).isEqualTo(world.chain.finalizedSlot(149));
    }

    @Test
    void toleratesLiarsOfDifferentKindsBesideOneHonestServer() {
        var world = new TestWorld(16, GLOAS);
        world.goTo(150);
        var other = new TestWorld(17, GLOAS);
        other.goTo(150);
        Transport endless =
                new Altered(
                        world.beacon(true),
                        (request, answer) ->
                                new Transport.Answer(
                                        200, Transport.JSON, "", Bytes.of(new byte[1 << 20])));
        Transport empty =
                new Altered(
                        world.beacon(true),
                        (request, answer) ->
                                new Transport.Answer(200, Transport.SSZ, "fulu", Bytes.EMPTY));
        Transport old =
                new TestBeacon(world.chain, () -> world.instant().minusSeconds(12 * 70), true, 1);
        Transport ahead =
                new TestBeacon(world.chain, () -> world.instant().plusSeconds(12 * 50), true, 128);
        Transport unsigned =
                new Altered(
                        world.beacon(true),
                        (request, answer) -> new Mutator(request.length()).mutate(answer));
        var foreign = other.beacon(true);
        var liars = List.of(endless, empty, old, ahead, unsigned, foreign);
        for (int first = 0; first < liars.size(); first++) {
            for (int second = 0; second < liars.size(); second++) {
                if (first != second) {
                    var client =
                            world.client(
                                    8, liars.get(first), liars.get(second), world.beacon(true));
                    var sync = following(client.sync());
                    assertThat(sync.optimistic().hash())
                            .as("liars %d and %d", first, second)
                            .isEqualTo(world.node.block(149).hash());
                    assertThat(sync.finalized().slot()).isEqualTo(world.chain.finalizedSlot(149));
                }
            }
        }
    }

    private static Transport renamed(Transport honest) {
        return new Transport() {
            @Override
            public Answer get(URI address, String accept) throws IOException {
                var answer = honest.get(address, accept);
                var text = new String(answer.body().toArray(), StandardCharsets.UTF_8);
                return new Answer(
                        answer.status(),
                        answer.contentType(),
                        "",
                        Bytes.of(
                                text.replace("\"deneb\"", "\"zzz\"")
                                        .getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public Answer post(URI address, Bytes json) throws IOException {
                return honest.post(address, json);
            }
        };
    }

    /// Finality updates that 21 of 32 signed, one less than two thirds.
    private record SparselySigned(TestWorld world) implements Transport {
        @Override
        public Answer get(URI address, String accept) {
            var path = address.getPath();
            if (path.contains("bootstrap")) {
                return world.beacon(false).get(address, accept);
            }
            var update = world.chain.update(60, 21);
            var json = LightClientJson.write(update);
            var one = Map.of("version", "deneb", "data", json);
            var body = Json.write(path.endsWith("updates") ? List.of(one) : one);
            return new Answer(200, JSON, "", Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Answer post(URI address, Bytes json) {
            return new Answer(404, JSON, "", Bytes.EMPTY);
        }
    }
}
