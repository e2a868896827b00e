package io.p2pcloud.views.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.Preferences.Appearance;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Sidebar, palette, themes and status bar.
class FrameTest {
    @RegisterExtension final WindowUser user = new WindowUser();
    @TempDir Path folder;

    private World connected() {
        var world = new World(folder).connect();
        world.servers.all.set(List.of(Example.running(1, "shop")));
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        return user.opens(world);
    }

    private double sidebar() {
        return ((Region) user.root().lookup("#sidebar")).getWidth();
    }

    @Test
    void leadsToEveryPageAndBack() {
        connected();
        user.clicks("#nav-SERVERS");
        user.finds("#server-shop");
        user.clicks("#nav-PROVIDE");
        user.finds("#check-computer");
        user.clicks("#nav-HISTORY");
        user.finds("#export");
        user.clicks("#nav-WALLET");
        user.finds("#address-TENANT");
        user.clicks("#nav-SETTINGS");
        user.finds("#folder");
        user.clicks("#nav-HOME");
        user.sees("Figures proven");
    }

    @Test
    void shrinksTheSidebarToIconsInANarrowWindow() {
        connected();
        user.sees("My servers");
        user.resizes(1060, 760);
        user.waitsUntil("the sidebar is narrow", () -> sidebar() == 56);
        user.clicks("#nav-SERVERS");
        user.finds("#server-shop");
        user.resizes(1280, 800);
        user.waitsUntil("the sidebar is wide", () -> sidebar() == 208);
    }

    @Test
    void findsActsAndPagesByKeyboard() {
        connected();
        user.presses(KeyCode.CONTROL, KeyCode.K);
        user.types("open sh");
        user.sees("Open a shell on shop");
        user.presses(KeyCode.ENTER);
        user.finds("#terminal");
        user.presses(KeyCode.CONTROL, KeyCode.K);
        user.types("histo");
        user.presses(KeyCode.ENTER);
        user.finds("#history-search");
        user.presses(KeyCode.CONTROL, KeyCode.K);
        user.finds("#palette-words");
        user.presses(KeyCode.ESCAPE);
        user.waitsUntil(
                "the palette is closed", () -> !user.root().lookup("#palette-words").isFocused());
    }

    @Test
    void createsAServerByKeyboardAlone() {
        var world = connected();
        user.presses(KeyCode.CONTROL, KeyCode.K);
        user.types("create");
        user.presses(KeyCode.ENTER);
        user.sees("can take this");
        user.tabsTo("#name");
        user.presses(KeyCode.CONTROL, KeyCode.A);
        user.types("by-keys");
        user.tabsTo("#review");
        user.presses(KeyCode.SPACE);
        user.tabsTo("#confirm");
        user.presses(KeyCode.SPACE);
        user.sees("Booting. About");
        assertThat(Objects.requireNonNull(world.servers.confirmed).spec().name())
                .isEqualTo("by-keys");
    }

    @Test
    void reachesEveryLineOfTheSidebarByTab() {
        connected();
        user.tabsTo("#open-palette");
        for (var line :
                List.of(
                        "HOME",
                        "MARKET",
                        "SERVERS",
                        "server-shop",
                        "PROVIDE",
                        "HISTORY",
                        "WALLET",
                        "TRUST",
                        "SETTINGS")) {
            user.presses(KeyCode.TAB);
            user.waitsUntil(line + " has the focus", () -> user.focusIsIn("#nav-" + line));
        }
        user.presses(KeyCode.SPACE);
        user.finds("#folder");
    }

    @Test
    void changesTheThemeAndKeepsTheChoice() {
        var world = connected();
        user.clicks("#nav-SETTINGS");
        user.clicks("#appearance-DARK");
        user.waitsUntil("it is dark", () -> user.root().getStyleClass().contains("dark"));
        assertThat(world.get().appearance()).isEqualTo(Appearance.DARK);
        user.clicks("#appearance-LIGHT");
        user.waitsUntil("it is light", () -> !user.root().getStyleClass().contains("dark"));
        assertThat(world.get().appearance()).isEqualTo(Appearance.LIGHT);
    }

    @Test
    void saysThatTheChainIsLost() {
        var world = connected();
        user.clicks("#nav-WALLET");
        world.chain.set(
                new ChainStatus.Lost(
                        Example.head(),
                        Example.NOW.minusSeconds(95),
                        "The chain at 127.0.0.1:8545 does not answer."));
        user.sees("This computer does not answer, 1");
    }
}
