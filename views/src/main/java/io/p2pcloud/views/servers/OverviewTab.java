package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.beside;
import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.tenant.SshEndpoint;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Place.ServerTab;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.CopyLabel;
import io.p2pcloud.views.parts.Marks;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A server at a glance: how to reach it, what it is, how far it is verified, what it costs.
final class OverviewTab extends BorderPane {
    private static final double SIDE = 296;

    private final ServerModel model;
    private final Consumer<ServerTab> open;

    OverviewTab(ServerModel model, Consumer<ServerTab> open) {
        this.model = model;
        this.open = open;
        var left = new Slot<>(model.server(), it -> it.map(this::left).orElseGet(VBox::new));
        left.setAlignment(javafx.geometry.Pos.TOP_LEFT);
        var right = new Slot<>(model.server(), it -> it.map(this::right).orElseGet(VBox::new));
        var launch = launch();
        var body = new Beside(col(12, left, grow(launch)), col(12, right, grow(note())), SIDE, 12);
        setCenter(PageFrame.scrolling(styled(new VBox(grow(body)), "page", "under-tabs")));
    }

    private VBox left(ServerSnapshot server) {
        var left = col(12, reach(server), facts(server));
        server.trouble()
                .ifPresent(why ->
                        left.getChildren()
                                .addFirst(
                                        Cards.banner(
                                                Tone.DANGER,
                                                "mdi2c-close-circle",
                                                Texts.of("server.trouble"),
                                                why)));
        return left;
    }

    private Region reach(ServerSnapshot server) {
        return switch (server.state()) {
            case ServerState.Running(SshEndpoint ssh) -> {
                var command = brief(ssh.command(), "mono");
                command.setId("ssh-command");
                yield styled(
                        row(
                                12,
                                icon("mdi2c-console-line"),
                                command,
                                gap(),
                                brief(Texts.of("server.hostkey"), "t12", "muted"),
                                Buttons.icon(
                                        "copy-ssh",
                                        "mdi2c-content-copy",
                                        Texts.of("server.copy"),
                                        () -> model.copySsh(Buttons::copy),
                                        "small"),
                                Buttons.button(
                                        "open-shell",
                                        Texts.of("server.shell"),
                                        "mdi2c-console",
                                        () -> open.accept(ServerTab.TERMINAL),
                                        "accent",
                                        "small")),
                        "card",
                        "slim");
            }
            case ServerState.Stopped _ ->
                    Cards.banner(
                            Tone.NEUTRAL,
                            "mdi2p-power",
                            Texts.of("server.stopped.title"),
                            Texts.of("server.stopped.words"),
                            Buttons.accent(
                                    "start-server",
                                    Texts.of("server.start"),
                                    "mdi2p-play",
                                    model::startServer));
            case ServerState.Closing _ ->
                    Cards.banner(
                            Tone.WARNING,
                            "mdi2t-timer-sand",
                            Texts.of("server.closing.title"),
                            Texts.of("server.closing.words"));
            case ServerState.Closed(String reason) ->
                    Cards.banner(
                            Tone.NEUTRAL,
                            "mdi2c-check",
                            Texts.of("server.closed.title", reason),
                            Texts.of("server.closed.words"));
            case ServerState.Launching _, ServerState.Failed _ -> new VBox();
        };
    }

    private Region facts(ServerSnapshot server) {
        var cells =
                beside(
                        16,
                        Cards.cell(
                                Texts.of("server.size"), brief(Sizes.unit(server.unit()), "med")),
                        Cards.cell(Texts.of("server.image"), brief(server.spec().imageId(), "med")),
                        Cards.cell(
                                Texts.of("server.provider"),
                                server.provider()
                                        .<Node>map(CopyLabel::new)
                                        .orElseGet(() -> text("-"))),
                        Cards.cell(
                                Texts.of("server.lease"),
                                server.lease()
                                        .<Node>map(it -> new CopyLabel(it.toString()))
                                        .orElseGet(() -> text("-"))),
                        Cards.cell(
                                Texts.of("server.created"),
                                Ui.hint(
                                        text(model.times().moment(server.created()), "med"),
                                        model.times().utc(server.created()))));
        return styled(cells, "card", "slim");
    }

    /// How its newest launch went.
    private Region launch() {
        var card = Cards.flush(Cards.head(Texts.of("server.launch")));
        var lines = new VBox();
        card.getChildren().add(lines);
        var _ =
                model.launch()
                        .subscribe(found ->
                                found.ifPresent(shown -> {
                                    if (lines.getChildren().isEmpty()) {
                                        shown.rows()
                                                .forEach(row ->
                                                        lines.getChildren()
                                                                .add(new PhaseLine(row.phase())));
                                    }
                                    for (int i = 0; i < shown.rows().size(); i++) {
                                        ((PhaseLine) lines.getChildren().get(i))
                                                .show(shown.rows().get(i));
                                    }
                                }));
        card.setMinHeight(Region.USE_PREF_SIZE);
        return card;
    }

    private VBox right(ServerSnapshot server) {
        return col(12, protection(server), money(server));
    }

    private static Region protection(ServerSnapshot server) {
        var mark = Mark.of(server.mark());
        var words = Ui.para(mark.sentence(), "muted");
        words.setId("mark-sentence");
        return Cards.card(
                Cards.head(Texts.of("server.protection")),
                row(12, Marks.icon(mark, "i28"), text(mark.words(), "t15", "semi")),
                words,
                col(
                        0,
                        Cards.fact(
                                Texts.of("server.boot"),
                                server.boot() == 0 ? "-" : String.valueOf(server.boot())),
                        Cards.fact(Texts.of("server.disk"), Texts.of("server.disk.words"))));
    }

    private Region money(ServerSnapshot server) {
        if (server.state() instanceof ServerState.Closed) {
            return new SettledCard(model);
        }
        var words = model.money();
        var marks = server.money().map(it -> Marks.glyph(Mark.of(it.trust()))).stream();
        var card = Cards.card(Cards.head(Texts.of("server.money"), marks.toArray(Node[]::new)));
        server.money()
                .ifPresentOrElse(
                        money -> {
                            card.getChildren()
                                    .addAll(
                                            row(
                                                    24,
                                                    new Slot<>(model.cost(), this::cost),
                                                    Cards.stat(
                                                            Texts.of("server.month"),
                                                            words.perMonth(money.rate()),
                                                            words.symbol())));
                            money.runway()
                                    .ifPresent(left ->
                                            card.getChildren()
                                                    .add(RunwayBar.of(left, model.times())));
                        },
                        () ->
                                card.getChildren()
                                        .add(Ui.para(Texts.of("server.money.none"), "muted")));
        card.getChildren()
                .add(
                        row(
                                0,
                                Buttons.button(
                                        "open-money",
                                        Texts.of("server.money.more"),
                                        null,
                                        () -> open.accept(ServerTab.MONEY),
                                        "small")));
        return card;
    }

    private VBox cost(Optional<TokenAmount> sum) {
        var words = model.money();
        return Cards.stat(
                Texts.of("server.cost"), sum.map(words::number).orElse("-"), words.symbol());
    }

    private Region note() {
        var area = new TextArea();
        area.setId("server-note");
        area.setAccessibleText(Texts.of("server.note"));
        area.setPromptText(Texts.of("server.note.prompt"));
        area.setWrapText(true);
        area.setPrefRowCount(3);
        area.textProperty().bindBidirectional(model.note());
        area.focusedProperty()
                .subscribe(focused -> {
                    if (!focused) {
                        model.keepNote();
                    }
                });
        var card =
                Cards.card(
                        Cards.head(
                                Texts.of("server.note"),
                                text(Texts.of("server.note.where"), "t12", "subtle")),
                        grow(area));
        card.setMinHeight(120);
        return card;
    }
}
