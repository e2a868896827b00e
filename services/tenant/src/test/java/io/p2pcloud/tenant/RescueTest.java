package io.p2pcloud.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescueTest {
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
    void isOneBootAndNeverFormats() throws Exception {
        assertThat(told("rescue")).isEqualTo("0");
        stop();
        Rescues.decide(world.server());
        world.launch();
        assertThat(told("rescue")).isEqualTo("1");
        assertThat(told("format")).isEqualTo("0");
        assertThat(world.server().snapshot().upkeep().rescue()).isTrue();

        stop();
        world.launch();
        assertThat(told("rescue")).isEqualTo("0");
        assertThat(world.server().snapshot().upkeep().rescue()).isFalse();
    }

    @Test
    void isKeptAcrossARestartOfTheProgram() throws Exception {
        stop();
        Rescues.decide(world.server());
        world.restart();
        world.launch();
        assertThat(told("rescue")).isEqualTo("1");
    }

    @Test
    void isRefusedWhileItRunsOrHasNoDisk() throws Exception {
        assertThatThrownBy(() -> Rescues.decide(world.server())).hasMessageContaining("stop it");
        world.rebuilds().decide(world.server(), TestBundle.IMAGE);
        world.server().journal("failed", world.server().record().at(Stage.FAILED));
        assertThatThrownBy(() -> Rescues.decide(world.server())).hasMessageContaining("no disk");
    }

    private void stop() {
        world.host.runs = false;
        world.server().journal("stopped", world.server().record().at(Stage.STOPPED));
    }

    private String told(String key) {
        return Objects.requireNonNull(world.host.payloads.getLast().get(key));
    }
}
