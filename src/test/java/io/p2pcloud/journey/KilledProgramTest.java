package io.p2pcloud.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program itself, ended by `kill -9` in the middle of its story, and started again.
@Tag("long")
class KilledProgramTest {
    private static final Duration STORY = Duration.ofMinutes(10);
    private static final Random SEEDED = new Random(20_261_128);
    private static final int MOST_MILLIS = 3000;

    private ProductProcesses product;

    @BeforeEach
    void makeFolder() throws IOException {
        product = new ProductProcesses();
    }

    @AfterEach
    void removeWhatIsLeft() throws IOException {
        product.close();
    }

    /// @param line of what the program prints, after which it is killed within three seconds
    @ParameterizedTest
    @ValueSource(strings = {"Confirmed", "  match", "  machine", "  boot", "Closing"})
    void theNextStartEndsWhatTheKilledProgramBegan(String line) throws Exception {
        var killed = product.start("quickstart");
        awaitLine(killed, line);
        var _ = new CountDownLatch(1).await(SEEDED.nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
        killed.destroyForcibly().waitFor();

        var told = product.finished(product.start("quickstart", "--json"));
        SettledStory.check(told, product);
    }

    private static void awaitLine(Process program, String start) throws Exception {
        var seen = new CompletableFuture<String>();
        var _ =
                Thread.ofVirtual()
                        .start(() -> {
                            try (var lines =
                                    new BufferedReader(
                                            program.inputReader(StandardCharsets.UTF_8))) {
                                lines.lines()
                                        .filter(line -> line.startsWith(start))
                                        .findFirst()
                                        .ifPresentOrElse(
                                                seen::complete,
                                                () ->
                                                        seen.completeExceptionally(
                                                                new IOException("never said")));
                            } catch (IOException e) {
                                seen.completeExceptionally(e);
                            }
                        });
        var _ = seen.get(STORY.toSeconds(), TimeUnit.SECONDS);
    }
}
