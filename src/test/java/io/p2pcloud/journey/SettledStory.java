package io.p2pcloud.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import tools.jackson.databind.JsonNode;

/// What must hold at the end of a lease, whatever happened in between.
final class SettledStory {
    private SettledStory() {}

    /// Checks that every unit of money went somewhere, and that nothing is left on the host.
    ///
    /// @param told by `quickstart --json`
    static void check(JsonNode told, ProductProcesses product) throws IOException {
        assertThat(told.path("closed").asBoolean()).isTrue();
        assertThat(told.path("escrowLeft").asString()).isEqualTo("0");
        assertThat(units(told, "paid").add(units(told, "refunded")))
                .as("what was deposited was paid or came back")
                .isEqualTo(units(told, "deposited"));
        assertThat(units(told, "deposited")).isPositive();
        assertThat(product.left()).as("processes that nobody owns").isEmpty();
        try (var volumes = Files.list(product.home().resolve("local/volumes"))) {
            assertThat(volumes).isEmpty();
        }
    }

    private static BigInteger units(JsonNode told, String name) {
        return new BigInteger(told.path(name).asString());
    }
}
