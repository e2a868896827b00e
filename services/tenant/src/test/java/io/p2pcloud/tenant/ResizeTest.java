package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResizeTest {
    private static final GuestSize ALL = GuestSize.of(Samples.SMALL);
    private static final GuestSize LESS = new GuestSize(1, 512);

    @TempDir Path folder;
    private StandardCase world;

    @BeforeEach
    void launch() throws Exception {
        world = new StandardCase(folder);
        world.launch();
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void takesEffectAtTheNextBoot() throws Exception {
        assertThat(world.host.hellos.getLast().getVcpu()).as("all of it").isZero();
        assertThat(upkeep()).isEqualTo(new Upkeep(ALL, false, Optional.empty(), false, true));

        Resizes.decide(world.server(), LESS);
        assertThat(world.server().record().stage()).isEqualTo(Stage.RUNNING);
        assertThat(upkeep()).isEqualTo(new Upkeep(LESS, true, Optional.empty(), false, true));

        world.host.runs = false;
        world.launch();
        assertThat(world.host.hellos.getLast().getVcpu()).isEqualTo(1);
        assertThat(world.host.hellos.getLast().getMemoryMib()).isEqualTo(512);
        assertThat(upkeep()).isEqualTo(new Upkeep(LESS, false, Optional.empty(), false, true));
    }

    @Test
    void isKeptAcrossARestartOfTheProgramAndARebuild() throws Exception {
        Resizes.decide(world.server(), LESS);
        world.restart();
        world.server().journal("found", world.server().record().at(Stage.RUNNING));
        assertThat(upkeep()).isEqualTo(new Upkeep(LESS, true, Optional.empty(), false, true));
        world.rebuilds().decide(world.server(), TestBundle.IMAGE);
        world.launch();
        assertThat(world.host.hellos.getLast().getMemoryMib()).isEqualTo(512);
    }

    @Test
    void upToTheWholeLeaseAgain() throws Exception {
        Resizes.decide(world.server(), LESS);
        Resizes.decide(world.server(), ALL);
        assertThat(upkeep()).isEqualTo(new Upkeep(ALL, false, Optional.empty(), false, true));
    }

    @Test
    void isRefusedAboveTheLeaseWithFigures() {
        assertThatThrownBy(() -> Resizes.decide(world.server(), new GuestSize(1, 1025)))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "The lease of my-first-server holds 1 vCPU and 1024 MiB of memory; 1 vCPU"
                                + " and 1025 MiB are more than that.");
        assertThatThrownBy(() -> Resizes.decide(world.server(), new GuestSize(2, 1024)))
                .hasMessageContaining("2 vCPU and 1024 MiB are more");
        assertThat(upkeep().resized()).isFalse();
    }

    @Test
    void isRefusedBelowWhatASystemStartsWith() {
        assertThatThrownBy(() -> new GuestSize(1, 255)).hasMessageContaining("256 MiB");
        assertThatThrownBy(() -> new GuestSize(0, 512)).hasMessageContaining("1 vCPU");
    }

    private Upkeep upkeep() {
        return world.server().snapshot().upkeep();
    }
}
