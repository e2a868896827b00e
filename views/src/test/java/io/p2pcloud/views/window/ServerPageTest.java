package io.p2pcloud.views.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.World;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What can be done with a server.
class ServerPageTest {
    private static final String ID = Example.server(1).toString();

    @RegisterExtension final WindowUser user = new WindowUser();
    @TempDir Path folder;

    private World running() {
        var world = new World(folder);
        world.connect();
        world.servers.all.set(List.of(Example.running(1, "shop")));
        return user.opens(world);
    }

    @Test
    void closesOnlyAfterItsNameWasTyped() {
        var world = running();
        user.clicks("#nav-server-shop");
        user.clicks("#tab-MONEY");
        user.sees("the disk of shop is lost for good");
        assertThat(user.isDisabled("#close-server")).isTrue();
        user.fills("#close-name", "sho");
        assertThat(user.isDisabled("#close-server")).isTrue();
        user.types("p");
        user.clicks("#close-server");
        user.waitsUntil("it was closed", () -> world.servers.acts.contains("close " + ID));
        user.sees("The server is being closed.");
    }

    @Test
    void makesTheDepositLastLongerAndLeadsToTheEnd() {
        var world = running();
        user.clicks("#nav-server-shop");
        user.clicks("#open-close");
        user.sees("Unproven");
        user.fills("#topup-amount", "2.5");
        user.clicks("#topup");
        user.sees("2.50 USDC added to the deposit.");
        assertThat(world.servers.acts).contains("top up " + ID + " by 2500000");
        user.finds("#close-name");
    }

    @Test
    void stopsAndStarts() {
        var world = running();
        user.clicks("#nav-server-shop");
        user.clicks("#stop-server");
        user.waitsUntil("it was stopped", () -> world.servers.acts.contains("stop " + ID));
        world.servers.all.set(List.of(Example.stopped(1, "shop")));
        user.sees("Its disk is kept.");
        user.clicks("#start-server");
        user.waitsUntil("it was started", () -> world.servers.acts.contains("start " + ID));
    }

    @Test
    void saysWhyAnActFailedAndKeepsTheDetails() {
        var world = running();
        world.servers.broken = "The provider does not answer.";
        user.clicks("#nav-server-shop");
        user.clicks("#tab-TERMINAL");
        user.sees("The provider does not answer.");
        user.finds("#terminal-details");
        world.servers.broken = null;
        user.clicks("#terminal-again");
        user.finds("#terminal");
        assertThat(world.servers.shells).hasSize(1);
    }

    @Test
    void keepsTheTerminalWhileAnotherPageIsShown() {
        var world = running();
        user.clicks("#nav-server-shop");
        user.clicks("#open-shell");
        user.finds("#terminal");
        user.clicks("#nav-HISTORY");
        user.sees("Nothing has happened yet");
        user.clicks("#nav-server-shop");
        user.clicks("#tab-TERMINAL");
        user.finds("#terminal");
        assertThat(world.servers.shells).hasSize(1);
        assertThat(world.servers.shells.getFirst().open()).isTrue();
    }

    @Test
    void keepsANoteThatWasWritten() {
        var world = running();
        user.clicks("#nav-server-shop");
        user.fills("#server-note", "The shop itself.");
        user.presses(KeyCode.TAB);
        user.clicks("#nav-HOME");
        user.waitsUntil(
                "the note is kept",
                () ->
                        world.ledger
                                .noteOn(Example.lease(1))
                                .map(it -> it.text().equals("The shop itself."))
                                .orElse(false));
    }
}
