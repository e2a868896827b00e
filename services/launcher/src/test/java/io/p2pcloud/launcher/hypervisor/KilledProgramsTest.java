package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A program that is killed at any moment of a start leaves either nothing or a guest that the next
/// one finds and can end.
@Tag("long")
class KilledProgramsTest extends RealQemu {
    private static final int ROUNDS = 30;
    private static final int LATEST_KILL_MS = 1500;

    @Test
    void leaveNoGuestThatTheNextProgramCannotEnd() throws Exception {
        hypervisor.close();
        var random = new Random(20261121);
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var program = StartsAGuestAndWaits.program(qemu, root, folder, data, NAME);
            program.waitFor(random.nextInt(LATEST_KILL_MS), TimeUnit.MILLISECONDS);
            program.destroyForcibly().waitFor();
            found += removeAll();
            Await.until("no QEMU is left", () -> running() == 0);
            assertThat(root).isEmptyDirectory();
        }
        assertThat(found).as("rounds in which a guest had been started").isPositive();
        hypervisor = newHypervisor();
    }

    private int removeAll() throws IOException, InterruptedException {
        // Lets a process that was forked in the last instant become QEMU.
        Thread.sleep(Duration.ofMillis(20));
        try (var next = newHypervisor()) {
            var guests = next.list();
            for (var guest : guests) {
                guest.destroy();
                next.forget(guest.plan().name());
            }
            return guests.size();
        }
    }
}
