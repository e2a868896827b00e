package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;

import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Place.ServerTab;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.Marks;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Steps;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// The page of one server: its launch while it starts, then its tabs.
public final class ServerView extends BorderPane {
    private final ServerModel model;
    private final Navigator navigator;
    private final ObjectProperty<ServerTab> tab = new SimpleObjectProperty<>(ServerTab.OVERVIEW);
    private final Map<ServerTab, Node> tabs = new EnumMap<>(ServerTab.class);
    private final LaunchPane launch;
    private final LaunchPane again;

    /// Which of its faces the page shows.
    private enum Face {
        GONE,
        LAUNCH,
        TABS,
        /// A server that ran before, while it starts or when it did not: its tabs, and first of
        /// them how far it came.
        AGAIN
    }

    public ServerView(ServerModel model, Navigator navigator, FileDialogs dialogs) {
        this.model = model;
        this.navigator = navigator;
        launch = new LaunchPane(model, false);
        again = new LaunchPane(model, true);
        tabs.put(ServerTab.OVERVIEW, new OverviewTab(model, this::open));
        tabs.put(ServerTab.TERMINAL, new TerminalTab(model));
        tabs.put(ServerTab.CONSOLE, new ConsoleTab(model.console()));
        tabs.put(ServerTab.MACHINE, new MachineTab(model.machine()));
        tabs.put(ServerTab.BACKUPS, new BackupsTab(model.backups(), model.machine(), dialogs));
        tabs.put(ServerTab.PROOF, new ProofTab(model, dialogs));
        tabs.put(ServerTab.MONEY, new MoneyTab(model));
        setTop(new Slot<>(model.server(), it -> it.<Node>map(this::head).orElseGet(HBox::new)));
        setCenter(
                new Slot<>(
                        model.server().map(it -> it.map(ServerView::face).orElse(Face.GONE)),
                        this::body));
        Attach.to(this, model);
    }

    /// Shows a tab, as soon as the server has them.
    public void open(ServerTab next) {
        tab.set(next);
    }

    /// Ends what must not outlive the window.
    public void close() {
        model.terminal().end();
    }

    private static Face face(ServerSnapshot server) {
        return switch (server.state()) {
            case ServerState.Launching _, ServerState.Failed _ ->
                    server.upkeep().disk() ? Face.AGAIN : Face.LAUNCH;
            case ServerState.Running _,
                    ServerState.Stopped _,
                    ServerState.Closing _,
                    ServerState.Closed _ ->
                    Face.TABS;
        };
    }

    private Node body(Face face) {
        return switch (face) {
            case GONE ->
                    States.empty(
                            Page.SERVERS.icon(),
                            Texts.of("server.gone.title"),
                            Texts.of("server.gone.words"));
            case LAUNCH -> launch;
            case TABS -> new Slot<>(tab, this::tab);
            case AGAIN -> new Slot<>(tab, it -> it == ServerTab.OVERVIEW ? again : tab(it));
        };
    }

    private Node tab(ServerTab which) {
        return Objects.requireNonNull(tabs.get(which), "a face each");
    }

    private Node head(ServerSnapshot server) {
        var name = server.spec().name();
        var parent =
                Buttons.button(
                        "to-servers",
                        Page.SERVERS.title(),
                        null,
                        () -> navigator.open(Page.SERVERS),
                        "crumb");
        if (face(server) == Face.LAUNCH) {
            return PageFrame.crumbs(parent, name, Steps.of(3));
        }
        var chips =
                row(
                        8,
                        Cards.chip(
                                ServerWords.icon(server.state()),
                                ServerWords.state(server.state()),
                                ServerWords.tone(server.state())),
                        Marks.chip(Mark.of(server.mark())));
        if (server.upkeep().update().isPresent()) {
            chips.getChildren().add(Upkeeps.updateChip());
        }
        var head = PageFrame.head(PageFrame.title(name), chips);
        if (server.state() instanceof ServerState.Running) {
            head.getChildren()
                    .add(
                            Buttons.button(
                                    "stop-server",
                                    Texts.of("server.stop"),
                                    "mdi2s-stop",
                                    model::stopServer));
        }
        if (!(server.state() instanceof ServerState.Closing
                || server.state() instanceof ServerState.Closed)) {
            head.getChildren()
                    .add(
                            Buttons.button(
                                    "open-close",
                                    Texts.of("server.close"),
                                    "mdi2d-delete-outline",
                                    () -> open(ServerTab.MONEY)));
        }
        return col(0, head, new Slot<>(tab, this::tabBar));
    }

    private HBox tabBar(ServerTab here) {
        var bar = styled(row(24), "tabs");
        for (var each : ServerTab.values()) {
            var button =
                    Buttons.button(
                            "tab-" + each, Texts.word(each), null, () -> open(each), "tab-item");
            if (each == here) {
                button.getStyleClass().add("active");
            }
            bar.getChildren().add(button);
        }
        return bar;
    }
}
