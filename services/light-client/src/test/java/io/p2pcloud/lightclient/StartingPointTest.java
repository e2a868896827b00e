package io.p2pcloud.lightclient;

import static io.p2pcloud.lightclient.Outcomes.following;
import static io.p2pcloud.lightclient.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.Fork;
import io.p2pcloud.lightclient.consensus.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where trust may begin, and where it may not.
class StartingPointTest {
    private static final Network DENEB = TestChain.network(Map.of(Fork.DENEB, 0L));
    private static final Network GLOAS = TestChain.network(Map.of(Fork.FULU, 0L, Fork.GLOAS, 4L));

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
}
