package io.p2pcloud.views.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.session.ChainStatus;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Preferences.Appearance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellModelTest {
    @TempDir Path temp;
    private World world;

    @BeforeEach
    void begin() {
        world = new World(temp);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private ShellModel model() {
        var model = new ShellModel(world.services(), World.background());
        model.activate();
        return model;
    }

    private static List<String> titles(ShellModel model) {
        return model.items().get().stream().map(NavItem::title).toList();
    }

    @Test
    void welcomesOnlyTheFirstTime() {
        assertThat(model().place().get().page()).isEqualTo(Page.WELCOME);
        world.set(world.get().welcome(true));
        assertThat(model().place().get().page()).isEqualTo(Page.HOME);
    }

    @Test
    void offersOnlyPagesThatCanDoSomething() {
        var model = model();
        assertThat(titles(model)).containsExactly("Home", "History", "Settings");
        world.connect();
        assertThat(titles(model))
                .containsExactly(
                        "Home",
                        "Market",
                        "My servers",
                        "Provide",
                        "History",
                        "Wallet",
                        "Trust",
                        "Settings");
    }

    @Test
    void listsServersBeneathTheirPageUntilTheyAreOver() {
        var model = model();
        world.connect();
        world.servers.all.set(List.of(Example.running(1, "shop"), Example.closed(2, "old")));
        assertThat(titles(model)).containsSubsequence("My servers", "shop", "Provide");
        assertThat(titles(model)).doesNotContain("old");
        assertThat(model.items().get().get(2).count()).contains(1);
    }

    @Test
    void goesHomeWhenTheNetworkEnds() {
        var model = model();
        world.connect();
        model.open(Page.PROVIDE);
        assertThat(model.place().get().page()).isEqualTo(Page.PROVIDE);
        world.network.set(new NetworkState.Failed("The chain ended.", "X"));
        assertThat(model.place().get().page()).isEqualTo(Page.HOME);
        model.open(Place.of(Example.server(1)));
        assertThat(model.place().get().page()).isEqualTo(Page.HOME);
        model.open(Page.HISTORY);
        assertThat(model.place().get().page()).isEqualTo(Page.HISTORY);
    }

    @Test
    void leavesServicesAloneWhenNobodyLooks() {
        var model = model();
        world.connect();
        model.deactivate();
        world.servers.all.set(List.of(Example.running(1, "shop")));
        assertThat(titles(model)).doesNotContain("shop");
        model.activate();
        assertThat(titles(model)).contains("shop");
    }

    @Test
    void saysInTheStatusBarHowFarTheChainWasChecked() {
        var shell = model();
        world.connect();
        var status = new StatusModel(world.services(), shell, World.background());
        status.activate();
        var words = status.status().get().items().stream().map(StatusModel.Item::words).toList();
        assertThat(words)
                .containsExactly(
                        "This computer",
                        "Block 1\u202f318, 1\u00a0s ago",
                        "Proven",
                        "Wallet open, test money");
        assertThat(status.status().get().work().share()).isNegative();
    }

    @Test
    void showsALaunchAsRunningWork() {
        var shell = model();
        world.connect();
        world.servers.all.set(List.of(Example.launching(1, "shop")));
        var status = new StatusModel(world.services(), shell, World.background());
        status.activate();
        assertThat(status.status().get().work().words()).isEqualTo("Creating shop");
        assertThat(status.status().get().work().share()).isEqualTo(5 / 7.0);
    }

    @Test
    void saysThatALostChainShowsOldFigures() {
        var shell = model();
        world.connect();
        world.chain.set(
                new ChainStatus.Lost(
                        Example.head(), Example.NOW.minusSeconds(95), "It does not answer."));
        var status = new StatusModel(world.services(), shell, World.background());
        status.activate();
        assertThat(status.status().get().items())
                .anyMatch(it -> it.words().equals("Offline"))
                .anyMatch(it -> it.more().equals("It does not answer."));
    }

    @Test
    void findsActsAndPagesByAFewLetters() {
        var shell = model();
        world.connect();
        world.servers.all.set(List.of(Example.running(1, "shop")));
        var chosen = new ArrayList<Appearance>();
        var palette = new PaletteModel(shell, world.services(), chosen::add);
        palette.find("open sh");
        assertThat(palette.found().get()).hasSize(1);
        palette.doIt();
        assertThat(shell.place().get())
                .isEqualTo(Place.of(Example.server(1), Place.ServerTab.TERMINAL));
        palette.find("dark");
        palette.doIt();
        assertThat(chosen).containsExactly(Appearance.DARK);
        palette.find("no such thing");
        palette.doIt();
        assertThat(palette.found().get()).isEmpty();
    }

    @Test
    void movesThroughWhatWasFoundAndRoundAgain() {
        var palette = new PaletteModel(model(), world.services(), _ -> {});
        palette.find("appearance");
        assertThat(palette.found().get()).hasSize(3);
        palette.move(-1);
        assertThat(palette.chosen().get()).isEqualTo(2);
        palette.move(1);
        assertThat(palette.chosen().get()).isZero();
    }
}
