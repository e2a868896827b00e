package io.p2pcloud.views.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.views.example.World;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsModelTest {
    @TempDir Path folder;

    @Test
    void keepsTheMarketWhileThereIsOne() {
        var world = new World(folder);
        var model = new SettingsModel(world.services(), World.background(), _ -> {});
        model.activate();
        assertThat(model.canKeep().get()).isFalse();
        model.keep(true);
        assertThat(model.kept().get().on()).isFalse();

        world.connect();
        assertThat(model.canKeep().get()).isTrue();
        model.keep(true);
        assertThat(model.kept().get().on()).isTrue();
        assertThat(model.kept().get().acts()).isEqualTo(2);
        assertThat(model.earned()).contains("0.10");
        model.keep(false);
        assertThat(model.kept().get().on()).isFalse();
    }
}
