package io.p2pcloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    @TempDir Path temp;

    @Test
    void losesNoAcknowledgedStepWhenKilled() throws Exception {
        kill(3);
    }

    @Test
    @Tag("long")
    void losesNoAcknowledgedStepInAHundredKills() throws Exception {
        kill(100);
    }

    private void kill(int times) throws IOException, InterruptedException {
        var file = temp.resolve("data/ledger");
        var random = new Random(7);
        int acknowledged = 0;
        for (int i = 0; i < times; i++) {
            try (var writer = new OtherProcess(Writer.class, file.toString())) {
                int wanted = 20 + random.nextInt(200);
                for (int line = 0; line < wanted; line++) {
                    assertThat(writer.readLine()).isEqualTo(Integer.toString(++acknowledged));
                }
                writer.kill();
                // What was said before it died counts as well.
                for (var more = writer.readLine(); more != null; more = writer.readLine()) {
                    acknowledged = Math.max(acknowledged, Integer.parseInt(more));
                }
            }
            try (var database =
                    Database.open(file, List.of(Journal.SCHEMA), InstantSource.system())) {
                var steps =
                        new Journal(database, InstantSource.system())
                                .unfinished()
                                .getFirst()
                                .steps();
                assertThat(steps).hasSizeBetween(acknowledged + 1, acknowledged + 2);
                assertThat(steps.getLast().number()).isEqualTo(steps.size());
                acknowledged = steps.size() - 1;
            }
        }
    }

    /// Journals steps, printing each one's number after it was acknowledged, until it is killed.
    static final class Writer {
        private Writer() {}

        static void main(String[] args) {
            var database =
                    Database.open(
                            Path.of(args[0]), List.of(Journal.SCHEMA), InstantSource.system());
            var journal = new Journal(database, InstantSource.system());
            var open = journal.unfinished();
            var flow =
                    open.isEmpty()
                            ? journal.begin("test", "crash", "begin", Map.of())
                            : open.getFirst().id();
            while (true) {
                var step = journal.step(flow, "count", Map.of());
                System.out.println(step.number() - 1);
            }
        }
    }
}
