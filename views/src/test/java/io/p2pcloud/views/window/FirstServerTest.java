package io.p2pcloud.views.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Tier;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.tenant.LaunchFailure;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.FakeHosting;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.session.NetworkState;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// From the first start to a shell, and what stands in the way.
class FirstServerTest {
    private static final ComputeUnit LARGE = new ComputeUnit(4, 8192, 80, 100, Tier.STANDARD);

    @RegisterExtension final WindowUser user = new WindowUser();
    @TempDir Path folder;

    private World connected() {
        var world = new World(folder);
        world.connect();
        world.servers.offers.add(Example.offer(1, Example.UNIT, "4.23", 4, 0));
        world.servers.offers.add(Example.offer(2, LARGE, "15.60", 4, 0));
        return user.opens(world);
    }

    private static void launch(World world, ServerSnapshot server) {
        world.servers.all.set(List.of(server));
    }

    @Test
    void startsANetworkOnThisComputerAndGoesHome() {
        var world = user.opens(folder);
        user.sees("EPYC 9354P");
        user.clicks("#try-here");
        user.sees("The market contract");
        assertThat(world.acts).containsExactly("try here");

        world.hosting.state.set(FakeHosting.running());
        world.connect();
        user.sees("Everything is ready for your first server.");
        assertThat(world.get().welcomed()).isTrue();
    }

    @Test
    void saysWhyTheNetworkDidNotStartAndTriesAgain() {
        var world = user.opens(folder);
        user.clicks("#try-here");
        world.network.set(
                new NetworkState.Failed("Port 8545 is used by another program.", "N-PORT"));
        user.sees("Port 8545 is used by another program.");
        user.sees("N-PORT");
        user.clicks("#try-again");
        user.sees("The market contract");
        assertThat(world.acts).containsExactly("try here", "try here");
    }

    @Test
    void createsAServerAndOpensItsShell() {
        var world = connected();
        user.clicks("#create-server");
        user.sees("2 offers can take this");
        user.clicks("#size-LARGE");
        user.sees("1 offer can take this");
        user.sees("Too few vCPU");
        user.clicks("#size-MEDIUM");
        user.sees("2 offers can take this");
        var image = (ComboBox<?>) user.node("#image");
        assertThat(user.on(() -> String.valueOf(image.getValue()))).contains("debian-13");
        user.sees("ada@workbench (ssh-ed25519)");
        user.fills("#name", "shop");

        user.clicks("#review");
        user.sees("Lets the market take the deposit from your account, once.");
        user.sees("Leaves your wallet");
        assertThat(world.servers.confirmed).isNull();
        user.clicks("#confirm");

        user.sees("Booting. About");
        var spec = Objects.requireNonNull(world.servers.confirmed).spec();
        assertThat(spec.name()).isEqualTo("shop");
        assertThat(spec.unit()).extracting(ComputeUnit::vcpu).isEqualTo(2);
        assertThat(spec.authorizedKeys()).containsExactly(Example.KEY);

        launch(world, Example.running(9, "shop"));
        user.clicks("#open-shell");
        user.waitsUntil("a shell is open", () -> !world.servers.shells.isEmpty());
        user.finds("#terminal");
        // Else what is meant for the shell presses the button that stops the server.
        user.waitsUntil("the terminal has the keys", () -> user.focusIsIn("#terminal"));
    }

    @Test
    void losesNothingWhenTheConfirmationIsRefused() {
        var world = connected();
        user.clicks("#create-server");
        user.sees("can take this");
        user.fills("#name", "shop");
        user.clicks("#review");
        user.finds("#confirm");
        world.servers.broken = "The offer was taken by somebody else a moment ago.";
        user.clicks("#confirm");
        user.sees("The offer was taken by somebody else a moment ago.");
        user.sees("Nothing was signed or paid.");

        world.servers.broken = null;
        user.clicks("#back");
        user.clicks("#review");
        user.clicks("#confirm");
        user.waitsUntil("it is created", () -> world.servers.confirmed != null);
        assertThat(Objects.requireNonNull(world.servers.confirmed).spec().name()).isEqualTo("shop");
    }

    @Test
    void saysThatNobodyCanTakeItAndWhy() {
        connected();
        user.clicks("#create-server");
        user.sees("can take this");
        user.clicks("#size-CUSTOM");
        user.fills("#custom-vcpu", "32");
        user.presses(KeyCode.ENTER);
        user.sees("Nobody can take this now.");
        user.sees("Too few vCPU");
        assertThat(user.isDisabled("#review")).isTrue();
    }

    @Test
    void showsWhereAFailedLaunchStoppedAndTriesAgain() {
        var world = connected();
        launch(world, Example.failed(1, "shop"));
        user.clicks("#nav-server-shop");
        user.sees("does not answer: it may have been switched off.");
        user.sees("not reached");
        user.clicks("#launch-again");
        var id = Example.server(1);
        user.waitsUntil("it was started again", () -> world.servers.acts.contains("start " + id));
        user.clicks("#launch-close");
        user.waitsUntil("it was closed", () -> world.servers.acts.contains("close " + id));
    }

    @Test
    void letsTheUserAcceptDoubtsAboutAMachine() {
        var world = connected();
        var doubts = LaunchFailure.Reason.EVIDENCE_DOUBTS;
        launch(world, Example.failed(1, "shop", doubts, "It has a published weakness."));
        user.clicks("#nav-server-shop");
        user.sees("It has a published weakness.");
        user.clicks("#launch-accept");
        var id = Example.server(1);
        user.waitsUntil("it was accepted", () -> world.servers.acts.contains("accept " + id));
    }
}
