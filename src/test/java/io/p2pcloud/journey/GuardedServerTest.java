package io.p2pcloud.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// `p2pcloud guardian` as a process of its own, with real guests.
@Tag("long")
class GuardedServerTest {
    private static final Duration STORY = Duration.ofMinutes(10);

    private ProductProcesses product;

    @BeforeEach
    void makeFolder() throws IOException {
        product = new ProductProcesses();
    }

    @AfterEach
    void removeWhatIsLeft() throws IOException {
        product.close();
    }

    @Test
    void aServerComesBackByItselfWhenItsMachineAndWhenItsWholeHostWentDown() throws Exception {
        var made = product.finished(product.start("quickstart", "--keep", "--json"));
        var hostKey = made.path("hostKey").asString();
        assertThat(hostKey).isNotEmpty();

        try (var guardian = guardian()) {
            assertThat(running(guardian).path("boot").asInt()).isEqualTo(1);
            ProductProcesses.endAll(product.machines().toList());
            var again = running(guardian);
            assertThat(again.path("boot").asInt()).isEqualTo(2);
            assertThat(again.path("hostKey").asString()).isEqualTo(hostKey);

            // What a host's power cut ends: programs, the chain's process and machines, at once.
            ProductProcesses.endAll(product.left().toList());
        }
        try (var guardian = guardian()) {
            var back = running(guardian);
            assertThat(back.path("boot").asInt()).isEqualTo(3);
            assertThat(back.path("hostKey").asString()).isEqualTo(hostKey);
            assertThat(guardian.end()).as("status after the request to end").isLessThan(144);
        }
        assertThat(product.machines()).as("the server runs on").hasSize(1);

        var told = product.finished(product.start("quickstart", "--json"));
        assertThat(told.path("resumed").asBoolean()).isTrue();
        SettledStory.check(told, product);
    }

    private ToldLines guardian() throws IOException {
        return new ToldLines(product.start("guardian", "--json"));
    }

    private static JsonNode running(ToldLines guardian) throws Exception {
        return guardian.next(line -> line.path("state").asString().equals("running"), STORY);
    }
}
