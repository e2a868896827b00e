package io.p2pcloud.lightclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.LightClientJson;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.endpoint.Transport;
import io.p2pcloud.lightclient.execution.AccountState;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LightClientTest {
    private static final Network DENEB = TestChain.network(Map.of(Fork.DENEB, 0L));
    private static final Network GLOAS = TestChain.network(Map.of(Fork.FULU, 0L, Fork.GLOAS, 4L));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void followsAChainFromACheckpoint(boolean ssz) {
        var world = new TestWorld(1, DENEB);
        world.goTo(200);
        var client = world.client(8, world.beacon(ssz));
        var sync = following(client.sync());
        assertThat(sync.optimistic().number()).isEqualTo(199);
        assertThat(sync.finalized().number()).isEqualTo(184 - 8);
        assertThat(sync.optimistic().hash()).isEqualTo(world.node.block(199).hash());
        assertThat(sync.participants()).isEqualTo(32);
        world.goTo(201);
        assertThat(following(client.sync()).optimistic().number()).isEqualTo(200);
    }

    @Test
    void provesValuesSlotsAndAbsenceAtBothHeads() {
        var world = new TestWorld(2, DENEB);
        world.goTo(100);
        var client = world.client(8, world.beacon(false));
        client.sync();
        for (var head : Head.values()) {
            var block = client.block(head).orElseThrow();
            var slots = List.of(Bytes32.ofNumber(3), Bytes32.ofNumber(9));
            var account = proven(client.prove(TestNode.CONTRACT, slots, head));
            assertThat(account.slot(slots.get(0)))
                    .isEqualTo(TestNode.word(block.number(), slots.get(0)));
            assertThat(account.slot(slots.get(1))).isEqualTo(Bytes32.ZERO);
            assertThat(account.state().balance()).isEqualTo(BigInteger.TEN);
            var absent = Address.ofHex("0x00000000000000000000000000000000deadbeef");
            assertThat(proven(client.prove(absent, List.of(Bytes32.ZERO), head)).state())
                    .isEqualTo(AccountState.ABSENT);
        }
    }

    @Test
    void asksForManySlotsInParts() {
        var world = new TestWorld(2, DENEB);
        world.goTo(100);
        var client = world.client(8, world.beacon(false));
        client.sync();
        var slots = LongStream.range(0, 150).mapToObj(Bytes32::ofNumber).toList();
        var account = proven(client.prove(TestNode.CONTRACT, slots, Head.OPTIMISTIC));
        assertThat(account.slots()).hasSize(150);
        assertThat(account.slot(slots.get(5))).isEqualTo(TestNode.word(99, slots.get(5)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void provesOlderHeadersAndTheirReceipts(boolean history) {
        var world = new TestWorld(3, DENEB, new TestNode(history));
        world.goTo(100);
        var client = world.client(8, world.beacon(true));
        client.sync();
        for (long number : new long[] {99, 98, 90, 72}) {
            var header = proven(client.header(number, Head.OPTIMISTIC));
            assertThat(header).isEqualTo(world.node.block(number));
            assertThat(proven(client.receipts(number, Head.OPTIMISTIC)))
                    .isEqualTo(TestNode.receipts(number));
        }
        assertThat(refusal(client.header(100, Head.OPTIMISTIC)).reason())
                .isEqualTo(RefusalReason.OUT_OF_RANGE);
        assertThat(refusal(client.header(99, Head.FINALIZED)).reason())
                .isEqualTo(RefusalReason.OUT_OF_RANGE);
    }

    @Test
    void followsAChainIntoGloasByVerifiedBlockHashes() {
        var world = new TestWorld(4, GLOAS);
        for (long slot : new long[] {25, 31, 32, 33, 40, 47, 48, 49, 56, 150}) {
            world.goTo(slot);
            var client = world.client(8, world.beacon(slot % 2 == 0));
            var sync = following(client.sync());
            assertThat(sync.optimistic().hash()).isEqualTo(world.node.block(slot - 1).hash());
            assertThat(sync.optimistic().stateRoot())
                    .isEqualTo(world.node.block(slot - 1).stateRoot());
        }
    }

    @Test
    void saysSinceGloasWhenNoServerHasTheBlock() {
        var world = new TestWorld(4, GLOAS);
        world.goTo(100);
        var client = world.client(world.checkpoint(64), null, List.of(), world.beacon(true));
        assertThat(client.sync()).isInstanceOf(Sync.Unreachable.class);
        assertThat(client.block(Head.OPTIMISTIC)).isEmpty();
    }

    @Test
    void refusesACheckpointOlderThanTheWeakSubjectivityPeriod() {
        // Long slots, so that 30 days are few blocks.
        var slot = Duration.ofMinutes(20);
        long days15 = Duration.ofDays(15).dividedBy(slot) / 8;
        var network = TestChain.limited(DENEB, slot, Long.MAX_VALUE, days15);
        var world = new TestWorld(5, network, TestNode.unlinked());
        long days30 = 2 * days15 * 8;
        world.goTo(8 + days30);
        var client = world.client(8, world.beacon(true));
        assertThat(refused(client.sync()).reason()).isEqualTo(RefusalReason.STALE_CHECKPOINT);
        assertThat(client.block(Head.FINALIZED)).isEmpty();
        assertThat(client.state().get().refusals().getFirst().sentence())
                .contains("older than 15 days")
                .contains("paste a fresh checkpoint");
        client.startFrom(world.checkpoint(days30));
        following(client.sync());
    }

    @Test
    void refusesToGoOnFromAStoreThatBecameStale(@TempDir Path folder) {
        var network = TestChain.limited(DENEB, TestChain.SLOT, Long.MAX_VALUE, 100);
        var world = new TestWorld(6, network, TestNode.unlinked());
        world.goTo(100);
        var file = folder.resolve("light-client.json");
        var release = new Checkpoint(world.chain.root(8), Checkpoint.Source.RELEASE);
        var client = world.client(release, file, List.of(world.node), world.beacon(true));
        following(client.sync());
        world.goTo(100 + 110 * 8);
        assertThat(refused(client.sync()).reason()).isEqualTo(RefusalReason.STALE_CHECKPOINT);
        var again = world.client(release, file, List.of(world.node), world.beacon(true));
        assertThat(refused(again.sync()).reason()).isEqualTo(RefusalReason.STALE_CHECKPOINT);
    }

    @Test
    void goesOnFromItsOwnStore(@TempDir Path folder) {
        var world = new TestWorld(7, GLOAS);
        var file = folder.resolve("light-client.json");
        var release = new Checkpoint(world.chain.root(8), Checkpoint.Source.RELEASE);
        for (long slot : new long[] {20, 60, 130, 200}) {
            world.goTo(slot);
            var client = world.client(release, file, List.of(world.node), world.beacon(true));
            assertThat(following(client.sync()).optimistic().number()).isEqualTo(slot - 1);
            assertThat(client.state().get().checkpoint())
                    .extracting(Checkpoint::source)
                    .isEqualTo(
                            slot == 20 ? Checkpoint.Source.RELEASE : Checkpoint.Source.OWN_STORE);
        }
        var withoutCheckpoint = world.client(null, file, List.of(world.node), world.beacon(true));
        following(withoutCheckpoint.sync());
    }

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

    @Test
    void catchesUpInPagesOf128AndFromServersThatGiveOneUpdateAtATime() {
        var world = new TestWorld(10, DENEB, TestNode.unlinked());
        long slot = 300 * 64 + 40;
        world.goTo(slot);
        var pages = world.beacon(true);
        var client = world.client(8, pages);
        assertThat(following(client.sync()).optimistic().number()).isEqualTo(slot - 1);
        // Three pages, one committee, bootstrap, finality, optimistic.
        assertThat(pages.requests()).isLessThanOrEqualTo(8);

        world.goTo(20 * 64 + 40);
        var single = new TestBeacon(world.chain, world, true, 1);
        following(world.client(8, single).sync());
        assertThat(single.requests()).isGreaterThan(20);
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
        proven(client.prove(TestNode.CONTRACT, List.of(), Head.FINALIZED));
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
    void crossChecksACheckpointAmongServers() {
        var world = new TestWorld(13, DENEB);
        world.goTo(150);
        var client = world.client(null, null, List.of(), world.beacon(true), world.beacon(false));
        var proposals = client.proposeCheckpoints();
        assertThat(proposals).hasSize(1);
        assertThat(proposals.getFirst().isAgreed()).isTrue();
        assertThat(client.crossCheck(Bytes32.ofNumber(5)).isAgreed()).isFalse();
        client.startFrom(new Checkpoint(proposals.getFirst().root(), Checkpoint.Source.PASTED));
        following(client.sync());
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

    private static Sync.Following following(Sync sync) {
        assertThat(sync).isInstanceOf(Sync.Following.class);
        return (Sync.Following) sync;
    }

    private static Refusal refused(Sync sync) {
        assertThat(sync).isInstanceOf(Sync.Refused.class);
        return ((Sync.Refused) sync).refusal();
    }

    private static <T> T proven(ProofOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(ProofOutcome.Proven.class);
        return ((ProofOutcome.Proven<T>) outcome).value();
    }

    private static Refusal refusal(ProofOutcome<?> outcome) {
        assertThat(outcome).isInstanceOf(ProofOutcome.Refused.class);
        return ((ProofOutcome.Refused<?>) outcome).refusal();
    }
}
