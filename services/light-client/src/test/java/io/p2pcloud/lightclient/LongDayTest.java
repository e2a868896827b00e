package io.p2pcloud.lightclient;

import static io.p2pcloud.lightclient.Outcomes.following;
import static io.p2pcloud.lightclient.Outcomes.proven;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.consensus.Fork;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A day of slots, one after another without waiting: what a client keeps must not grow.
class LongDayTest {
    private static final long DAY = 7_200;
    private static final long START = 100;
    private static final long WARM = 3_000;
    private static final long MAY_GROW = 1 << 20;

    @Test
    @Tag("long")
    void keepsNoMoreAtTheEndOfADayThanInTheMorning(@TempDir Path folder) {
        var world =
                new TestWorld(
                        80,
                        TestChain.network(Map.of(Fork.DENEB, 0L, Fork.FULU, 40L, Fork.GLOAS, 80L)));
        // The chain's own memory is full before the client's is measured.
        follow(world, folder.resolve("first.json"));
        var grown = follow(world, folder.resolve("second.json"));
        System.out.printf(
                "light client over %d slots: %d kB in use after slot %d, %d kB at the end%n",
                DAY, grown[0] >> 10, WARM, grown[1] >> 10);
        assertThat(grown[1] - grown[0]).isLessThan(MAY_GROW);
    }

    /// The heap in use after the warm-up and at the end, rubbish collected.
    private static long[] follow(TestWorld world, Path store) {
        world.goTo(START);
        var client =
                world.client(
                        new Checkpoint(world.chain.root(8), Checkpoint.Source.RELEASE),
                        store,
                        List.of(world.node),
                        world.beacon(true),
                        world.beacon(false));
        long morning = 0;
        for (long slot = START; slot < START + DAY; slot++) {
            world.goTo(slot);
            var sync = following(client.sync());
            assertThat(sync.optimistic().number()).isEqualTo(slot - 1);
            if (slot % 4 == 0) {
                var slots = List.of(Bytes32.ofNumber(1), Bytes32.ofNumber(slot));
                proven(client.prove(TestState.CONTRACT, slots, Head.OPTIMISTIC));
                proven(client.receipts(slot - 3, Head.OPTIMISTIC));
            }
            if (slot == START + WARM) {
                morning = inUse();
            }
        }
        return new long[] {morning, inUse()};
    }

    private static long inUse() {
        var memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
