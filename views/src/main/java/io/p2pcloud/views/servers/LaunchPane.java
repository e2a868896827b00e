package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.line;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.tenant.LaunchFailure;
import io.p2pcloud.tenant.LaunchPhase;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Bar;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The third step of a new server: its launch, phase by phase, or why it ended.
final class LaunchPane extends BorderPane {
    private static final double SIDE = 264;

    private final ServerModel model;
    private final boolean underTabs;
    private final Map<LaunchPhase, PhaseLine> lines = new EnumMap<>(LaunchPhase.class);
    private final Label elapsedCaption = text("", "t12", "muted");
    private final Label elapsed = text("", "t28", "semi");
    private final Label headline = text("", "med");
    private final Label progress = text("", "t12", "muted");
    private final Bar bar = new Bar(4);

    /// @param underTabs whether it stands for a server that ran before: its end is then another
    ///   tab's, which asks twice
    LaunchPane(ServerModel model, boolean underTabs) {
        this.model = model;
        this.underTabs = underTabs;
        var list = Cards.flush(PhaseLine.heading());
        for (var phase : LaunchPhase.values()) {
            var line = new PhaseLine(phase);
            lines.put(phase, line);
            list.getChildren().add(line);
        }
        list.setMinHeight(Region.USE_PREF_SIZE);
        var top =
                new Slot<>(
                        model.launch().map(it -> it.flatMap(LaunchShown::failure)), this::banner);
        top.setMinHeight(Region.USE_PREF_SIZE);
        var body = col(12, top, grow(new Beside(list, side(), SIDE, 12)));
        Ui.styled(body, "page");
        if (underTabs) {
            body.getStyleClass().add("under-tabs");
        }
        setCenter(PageFrame.scrolling(body));
        // The pane and the model live equally long.
        var _ = model.launch().subscribe(it -> it.ifPresent(this::show));
    }

    private void show(LaunchShown shown) {
        shown.rows()
                .forEach(row ->
                        Objects.requireNonNull(lines.get(row.phase()), "a line each").show(row));
        elapsed.setText(Times.precise(shown.elapsed()));
        boolean failed = shown.failure().isPresent();
        elapsedCaption.setText(Texts.of(failed ? "launch.stopped" : "launch.elapsed"));
        bar.set(List.of(new Bar.Segment(shown.share(), failed ? Tone.DANGER : Tone.ACCENT)));
        progress.setText(Texts.of("launch.progress", shown.done(), shown.rows().size()));
        headline.setText(
                Texts.of("launch.now", Texts.word(shown.current()), Times.span(shown.left())));
    }

    private Node banner(Optional<LaunchFailure> failure) {
        return failure.map(this::failed).orElseGet(this::running);
    }

    private Node running() {
        var words = col(0, headline, Ui.para(Texts.of("launch.closable"), "t12", "muted"));
        var icon = Ui.icon("mdi2r-rocket-launch-outline", "i20", "accent");
        return Ui.styled(row(12, icon, grow(words)), "banner", "accent");
    }

    private Node failed(LaunchFailure failure) {
        var again =
                failure.reason().isTheUsersToAccept()
                        ? Buttons.accent(
                                "launch-accept",
                                Texts.of("launch.accept"),
                                "mdi2s-shield-half-full",
                                model::acceptAndStart)
                        : Buttons.accent(
                                "launch-again",
                                Texts.of("launch.again"),
                                "mdi2r-restart",
                                model::startServer);
        var words = Texts.of("launch.money", failure.money(), failure.reason());
        var icon = "mdi2c-close-circle";
        return underTabs
                ? Cards.banner(Tone.DANGER, icon, failure.sentence(), words, again)
                : Cards.banner(Tone.DANGER, icon, failure.sentence(), words, close(), again);
    }

    private Button close() {
        var name = model.server().get().map(it -> it.spec().name()).orElse("");
        var close =
                Buttons.button(
                        "launch-close",
                        Texts.of("launch.cancel"),
                        null,
                        model::closeServer,
                        "flat");
        close.setAccessibleText(Texts.of("launch.cancel") + ", " + name);
        return close;
    }

    private Region side() {
        var server = new Slot<>(model.server(), it -> it.map(this::facts).orElseGet(VBox::new));
        server.setAlignment(Pos.TOP_LEFT);
        var details =
                Buttons.button(
                        "launch-copy",
                        Texts.of("launch.copy"),
                        "mdi2c-content-copy",
                        () -> Buttons.copy(details()),
                        "flat");
        var side =
                Cards.card(elapsedCaption, elapsed, bar, progress, line(), server, gap(), details);
        return side;
    }

    private VBox facts(ServerSnapshot server) {
        var money = model.money();
        var locked =
                server.money()
                        .map(it -> money.amount(it.escrow()))
                        .orElse(money.amount(io.p2pcloud.common.TokenAmount.ZERO));
        var paid =
                server.money()
                        .map(it -> money.amount(it.paid()))
                        .orElse(money.amount(io.p2pcloud.common.TokenAmount.ZERO));
        boolean released = server.boot() > 0;
        return col(
                4,
                text(Texts.of("launch.where.money"), "t12", "muted", "med"),
                Cards.fact(Texts.of("launch.money.lease"), locked),
                Cards.fact(Texts.of("launch.money.paid"), paid),
                Ui.space(4),
                line(),
                text(Texts.of("launch.where.keys"), "t12", "muted", "med"),
                Cards.fact(
                        Texts.of("launch.keys.disk"),
                        Texts.of(released ? "launch.keys.both" : "launch.keys.here")),
                Cards.fact(
                        Texts.of("launch.keys.host"),
                        Texts.of(released ? "launch.keys.both" : "launch.keys.here")));
    }

    private String details() {
        var text = new StringBuilder();
        model.server()
                .get()
                .ifPresent(it ->
                        text.append(it.spec().name())
                                .append(' ')
                                .append(it.lease().map(Object::toString).orElse(""))
                                .append('\n'));
        model.launch()
                .get()
                .ifPresent(it -> {
                    it.rows()
                            .forEach(row ->
                                    text.append(row.phase())
                                            .append('\t')
                                            .append(row.look())
                                            .append('\t')
                                            .append(row.took())
                                            .append('\t')
                                            .append(row.words())
                                            .append('\n'));
                    it.failure()
                            .ifPresent(why ->
                                    text.append(why.reason())
                                            .append(": ")
                                            .append(why.sentence())
                                            .append('\n'));
                });
        return text.toString();
    }
}
