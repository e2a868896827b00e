package io.p2pcloud.views.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.views.session.Preferences.Appearance;
import io.p2pcloud.views.session.Preferences.Chosen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesFileTest {
    @TempDir Path temp;

    private PreferencesFile open() {
        return new PreferencesFile(temp.resolve("window.json"));
    }

    @Test
    void beginsWithTheUsualChoices() {
        assertThat(open().get()).isEqualTo(Chosen.FIRST);
    }

    @Test
    void keepsChoicesAcrossStarts() {
        var chosen = Chosen.FIRST.with(Appearance.DARK).sized(1400, 900, true).welcome(true);
        open().set(chosen);
        assertThat(open().get()).isEqualTo(chosen);
        assertThat(temp).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void takesADamagedFileForTheFirstStart() throws IOException {
        for (var text : new String[] {"", "{", "[]", "{\"appearance\": \"PINK\"}"}) {
            Files.writeString(temp.resolve("window.json"), text);
            assertThat(open().get()).isEqualTo(Chosen.FIRST);
        }
    }

    @Test
    void neverOpensAWindowTooSmallToUse() throws IOException {
        Files.writeString(temp.resolve("window.json"), "{\"width\": 3, \"height\": -1}");
        assertThat(open().get().width()).isEqualTo(1280);
    }

    @Test
    void goesOnWhenTheDiskCannotBeWritten() {
        var preferences = new PreferencesFile(temp.resolve("missing").resolve("window.json"));
        preferences.set(Chosen.FIRST.with(Appearance.LIGHT));
        assertThat(preferences.get().appearance()).isEqualTo(Appearance.LIGHT);
    }
}
