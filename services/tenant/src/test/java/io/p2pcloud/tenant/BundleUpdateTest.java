package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleUpdateTest {
    private static final Bytes32 OLD = Bytes32.ofNumber(1);
    private static final NewestBundle NEWEST =
            new NewestBundle(Optional.of(Bytes32.ofNumber(2).toHex()), "6.12.1");

    @TempDir Path folder;
    private StandardCase world;

    @BeforeEach
    void open() throws Exception {
        world = new StandardCase(folder);
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void isReadyWhenTheMachineWasStartedFromAnotherBundle() throws Exception {
        startedFrom(OLD.value());
        assertThat(update()).as("while nothing is known").isEmpty();
        world.newest = NEWEST;
        assertThat(update()).contains("6.12.1");
        world.restart();
        assertThat(update()).as("known from the journal").contains("6.12.1");

        startedFrom(Bytes32.ofNumber(2).value());
        assertThat(update()).isEmpty();
    }

    @Test
    void isNotSpokenOfWhereTheProviderDoesNotSay() throws Exception {
        world.newest = NEWEST;
        startedFrom(Bytes.EMPTY);
        assertThat(update()).isEmpty();
        startedFrom(Bytes.of(new byte[] {1, 2, 3}));
        assertThat(update()).as("nonsense").isEmpty();
    }

    private void startedFrom(Bytes bundle) throws Exception {
        world.host.bundle = bundle;
        world.host.runs = false;
        world.launch();
        assertThat(world.server().record().failure()).isNull();
    }

    private Optional<String> update() {
        return world.server().snapshot().upkeep().update();
    }
}
