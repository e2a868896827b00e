package io.p2pcloud.lightclient;

import static io.p2pcloud.lightclient.Outcomes.following;
import static io.p2pcloud.lightclient.Outcomes.proven;
import static io.p2pcloud.lightclient.Outcomes.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.LightClientState.Sync;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import io.p2pcloud.lightclient.execution.AccountState;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
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
            var account = proven(client.prove(TestState.CONTRACT, slots, head));
            assertThat(account.slot(slots.get(0)))
                    .isEqualTo(TestState.word(block.number(), slots.get(0)));
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
        var account = proven(client.prove(TestState.CONTRACT, slots, Head.OPTIMISTIC));
        assertThat(account.slots()).hasSize(150);
        assertThat(account.slot(slots.get(5))).isEqualTo(TestState.word(99, slots.get(5)));
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
                    .isEqualTo(TestState.receipts(number));
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
}
