package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.tenant.Shell;
import io.p2pcloud.tenant.SshEndpoint;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Spinner;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The terminal on a server.
final class TerminalTab extends BorderPane {
    private final ServerModel server;
    private final TerminalModel model;
    private @Nullable TerminalScreen screen;

    TerminalTab(ServerModel server) {
        this.server = server;
        model = server.terminal();
        setCenter(new Slot<>(model.state(), this::content));
        // While the shell opens, what is typed early goes nowhere, not to a button.
        setFocusTraversable(true);
        sceneProperty()
                .addListener((_, _, scene) -> {
                    if (scene != null && isRunning()) {
                        Background.onWindow(this::takeKeys);
                        model.open();
                    }
                });
    }

    private void takeKeys() {
        if (screen == null) {
            requestFocus();
        } else {
            screen.takeKeys();
        }
    }

    private boolean isRunning() {
        return server.server()
                .get()
                .filter(it -> it.state() instanceof ServerState.Running)
                .isPresent();
    }

    private Node content(TerminalModel.State state) {
        if (screen != null) {
            screen.close();
            screen = null;
        }
        return switch (state) {
            case TerminalModel.State.Open(Shell shell) -> open(shell);
            case TerminalModel.State.Opening _ -> {
                var words = row(12, new Spinner(), text(Texts.of("terminal.opening"), "muted"));
                words.setAlignment(Pos.CENTER);
                yield page(Cards.card(grow(words)));
            }
            case TerminalModel.State.Failed(var problem) ->
                    page(Cards.card(States.failed("terminal", problem, model::renew)));
            case TerminalModel.State.Closed _ ->
                    page(
                            Cards.card(
                                    States.empty(
                                            "mdi2c-console",
                                            Texts.of("terminal.closed.title"),
                                            Texts.of("terminal.closed.words"),
                                            openButton())));
        };
    }

    private Node openButton() {
        var button =
                Buttons.accent(
                        "open-terminal", Texts.of("server.shell"), "mdi2c-console", model::open);
        button.disableProperty()
                .bind(
                        server.server()
                                .map(it ->
                                        it.filter(now -> now.state() instanceof ServerState.Running)
                                                .isEmpty()));
        return button;
    }

    private Node open(Shell shell) {
        var made = new TerminalScreen(shell);
        screen = made;
        var size = text("", "mono", "subtle");
        size.textProperty().bind(made.size());
        var bar =
                row(
                        12,
                        endpoint(),
                        text(Texts.of("terminal.hostkey"), "t12", "muted"),
                        gap(),
                        size,
                        Buttons.button(
                                "renew-terminal",
                                Texts.of("terminal.renew"),
                                "mdi2r-restart",
                                model::renew,
                                "small"));
        var frame = styled(new BorderPane(made.node()), "term");
        frame.setMinSize(0, 0);
        return styled(col(8, bar, grow(frame)), "page", "under-tabs");
    }

    private HBox endpoint() {
        var words =
                server.server()
                        .get()
                        .map(it ->
                                it.state() instanceof ServerState.Running(SshEndpoint ssh)
                                        ? "root@" + ssh.host() + ":" + ssh.port()
                                        : it.spec().name())
                        .orElse("");
        return row(6, icon("mdi2k-key-outline", "success"), Ui.text(words, "mono"));
    }

    private static Node page(Node card) {
        return styled(col(0, grow(card)), "page", "under-tabs");
    }

    void close() {
        model.end();
    }
}
