package io.p2pcloud.views.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.FakeShell;
import io.p2pcloud.views.example.World;
import io.p2pcloud.views.servers.LaunchShown.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerModelsTest {
    @TempDir Path temp;
    private World world;
    private final List<String> said = new ArrayList<>();
    private final Notices notices = (_, words) -> said.add(words);

    @BeforeEach
    void begin() {
        world = new World(temp).connect();
    }

    @AfterEach
    void end() {
        world.close();
    }

    private ServerModel model() {
        var model =
                new ServerModel(
                        Example.server(1),
                        world.session(),
                        world.services(),
                        World.background(),
                        notices,
                        _ -> {});
        model.activate();
        return model;
    }

    @Test
    void copiesACommandThatNamesTheKeyAndSaysSo() {
        world.servers.all.set(List.of(Example.running(1, "shop")));
        var copied = new ArrayList<String>();
        var model = model();
        model.copySsh(copied::add);
        assertThat(copied).hasSize(1).allMatch(it -> it.startsWith("ssh -i "));
        assertThat(said).anyMatch(it -> it.startsWith("Copied."));
        world.servers.broken = "The server shop is not running.";
        model.copySsh(copied::add);
        assertThat(copied).hasSize(1);
        assertThat(said).anyMatch(it -> it.contains("is not running"));
    }

    @Test
    void addsToTheDepositOnlyWhatIsAnAmount() {
        world.servers.all.set(List.of(Example.running(1, "shop")));
        var model = model();
        model.topUp("lots");
        model.topUp("0");
        assertThat(world.servers.acts).isEmpty();
        assertThat(said).anyMatch(it -> it.startsWith("\"lots\" is not an amount"));
        model.topUp("2,5");
        assertThat(world.servers.acts)
                .containsExactly("top up " + Example.server(1) + " by 2500000");
        assertThat(model.toppingUp().get()).isFalse();
    }

    @Test
    void showsALaunchPhaseByPhase() {
        var shown = LaunchShown.of(Example.launch(5, Optional.empty()), Example.NOW);
        assertThat(shown.rows())
                .extracting(LaunchShown.Row::look)
                .containsExactly(
                        Look.DONE,
                        Look.DONE,
                        Look.DONE,
                        Look.DONE,
                        Look.DONE,
                        Look.NOW,
                        Look.WAITING);
        assertThat(shown.done()).isEqualTo(5);
        assertThat(shown.elapsed()).isEqualTo(Duration.ofMillis(15_200));
        assertThat(shown.left()).isEqualTo(Duration.ofMillis(14_000 - 6_300 + 1_000));
        assertThat(shown.rows().get(5).took()).isEqualTo("6.3\u00a0s");
    }

    @Test
    void saysOfPhasesBehindAFailureThatTheyWereNotReached() {
        var failed = Example.failed(1, "shop");
        var shown = LaunchShown.of(failed.launch(), Example.NOW);
        assertThat(shown.rows().get(2).look()).isEqualTo(Look.FAILED);
        assertThat(shown.rows().get(3).words()).isEqualTo("not reached");
        assertThat(shown.failure()).isPresent();
        assertThat(shown.left()).isEqualTo(shown.left());
    }

    @Test
    void actsOnItsServer() {
        world.servers.all.set(List.of(Example.running(1, "shop")));
        var model = model();
        model.stopServer();
        model.startServer();
        model.acceptAndStart();
        model.closeServer();
        assertThat(world.servers.acts)
                .containsExactly(
                        "stop " + Example.server(1),
                        "start " + Example.server(1),
                        "accept " + Example.server(1),
                        "close " + Example.server(1));
        assertThat(said).hasSize(1);
    }

    @Test
    void keepsNotesBesideTheLease() {
        world.servers.all.set(List.of(Example.running(1, "shop")));
        var model = model();
        assertThat(model.canNote()).isTrue();
        model.note().set("Ask Lea.");
        model.keepNote();
        assertThat(world.ledger.noteOn(Example.lease(1)).orElseThrow().text())
                .isEqualTo("Ask Lea.");
        assertThat(model().note().get()).isEqualTo("Ask Lea.");
    }

    @Test
    void opensOneShellHoweverOftenItIsAsked() {
        world.servers.all.set(List.of(Example.running(1, "shop")));
        var terminal = model().terminal();
        terminal.open();
        terminal.open();
        assertThat(world.servers.acts).hasSize(1);
        var open = (TerminalModel.State.Open) terminal.state().get();
        terminal.renew();
        assertThat(((FakeShell) open.shell()).open()).isFalse();
        assertThat(world.servers.acts).hasSize(2);
    }

    @Test
    void saysWhyNoShellOpensAndTriesAgain() {
        world.servers.broken = "The machine does not show the sealed host key.";
        var terminal = model().terminal();
        terminal.open();
        var failed = (TerminalModel.State.Failed) terminal.state().get();
        assertThat(failed.problem().sentence()).contains("sealed host key");
        world.servers.broken = null;
        terminal.renew();
        assertThat(terminal.state().get()).isInstanceOf(TerminalModel.State.Open.class);
    }

    @Test
    void endsTheShellWithTheServer() {
        world.servers.all.set(List.of(Example.running(1, "shop")));
        var model = model();
        model.terminal().open();
        world.servers.all.set(List.of(Example.closed(1, "shop")));
        assertThat(model.terminal().state().get()).isInstanceOf(TerminalModel.State.Closed.class);
    }

    @Test
    void leavesControlCodesOutOfTheConsole() {
        world.servers.console = "\u001b[32mOK\u001b[0m started\r\n\u0007beep\u001b]0;title\u0007\n";
        var console = model().console();
        console.activate();
        assertThat(console.text().get()).startsWith("OK started\nbeep");
        assertThat(console.text().get()).doesNotContain("\u001b").doesNotContain("\u0007");
    }

    @Test
    void saysWhyTheConsoleCannotBeRead() {
        world.servers.broken = "The provider does not answer.";
        var console = model().console();
        console.activate();
        assertThat(console.problem().get().orElseThrow().sentence())
                .isEqualTo("The provider does not answer.");
    }

    @Test
    void hidesServersThatAreOverUntilAsked() {
        world.servers.all.set(List.of(Example.running(1, "shop"), Example.closed(2, "old")));
        var places = new ArrayList<Place>();
        var list =
                new ServerListModel(
                        world.session(),
                        world.services(),
                        places::add,
                        World.background(),
                        new RestoreStart(
                                world.servers.backups, World.background(), notices, _ -> {}));
        list.activate();
        assertThat(list.shown().get()).hasSize(1);
        assertThat(list.counts().get()).isEqualTo(new ServerListModel.Counts(1, 1));
        list.withClosed().set(true);
        assertThat(list.shown().get()).hasSize(2);
        list.open(list.shown().get().getFirst());
        list.create();
        assertThat(places).containsExactly(Place.of(Example.server(1)), Place.of(Page.CREATE));
    }

    @Test
    void hasAWordAndAToneForEveryState() {
        assertThat(ServerWords.state(Example.running(1, "a").state())).isEqualTo("Running");
        assertThat(ServerWords.tone(Example.failed(1, "a").state())).isEqualTo(Tone.DANGER);
    }
}
