package io.p2pcloud.views.home;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.columns;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.history.EntryLine;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.history.EntryWords;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.servers.ServerRow;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Home with a network: what needs care, four figures, the servers, the newest events.
final class Dashboard extends VBox {
    private static final int SHOWN = 5;
    private static final double SIDE = 288;

    private final HomeModel model;

    Dashboard(HomeModel model) {
        super(12);
        this.model = model;
        var fine =
                new Slot<>(
                        Bindings.createObjectBinding(
                                () ->
                                        Health.of(
                                                model.servers().get(),
                                                model.served().get(),
                                                model.hosting().get()),
                                model.servers(),
                                model.served(),
                                model.hosting()),
                        this::health);
        var figures = new HomeCards(model);
        var cards =
                columns(
                        12,
                        figures.servers(),
                        figures.providing(),
                        figures.money(),
                        figures.trust());
        var servers = new Slot<>(model.servers(), this::servers);
        var events = new Slot<>(model.events(), this::events);
        for (var part : List.<Region>of(fine, cards, servers, events)) {
            part.setMinHeight(Region.USE_PREF_SIZE);
        }
        var computer = new Slot<>(model.hosting(), new ComputerCard(model)::of);
        computer.setAlignment(Pos.TOP_LEFT);
        var columns = new Beside(col(12, servers, grow(events)), computer, SIDE, 12);
        getChildren().addAll(fine, cards, grow(columns));
    }

    private Node health(Health health) {
        var banner = Cards.banner(health.tone(), health.icon(), health.words(), health.more());
        health.page()
                .ifPresent(page ->
                        banner.getChildren()
                                .add(
                                        Buttons.button(
                                                "care",
                                                health.act(),
                                                null,
                                                () -> model.open(page),
                                                "small")));
        return banner;
    }

    private Node servers(List<ServerSnapshot> servers) {
        if (servers.isEmpty()) {
            return Cards.card(
                    States.empty(
                            Page.SERVERS.icon(),
                            Texts.of("servers.empty.title"),
                            Texts.of("servers.empty.words"),
                            Buttons.accent(
                                    "create-first",
                                    Texts.of("act.create.first"),
                                    "mdi2p-plus",
                                    () -> model.open(Page.CREATE))));
        }
        var card =
                Cards.flush(
                        Cards.head(
                                Page.SERVERS.title(),
                                Buttons.button(
                                        "all-servers",
                                        Texts.of("home.all"),
                                        null,
                                        () -> model.open(Page.SERVERS),
                                        "small",
                                        "flat")));
        servers.stream()
                .limit(SHOWN)
                .map(it -> ServerRow.of(it, model.money(), () -> model.open(it)))
                .forEach(card.getChildren()::add);
        return card;
    }

    private Node events(List<EntryLine> events) {
        var card =
                Cards.flush(
                        Cards.head(
                                Texts.of("home.events"),
                                Buttons.button(
                                        "all-events",
                                        Page.HISTORY.title(),
                                        null,
                                        () -> model.open(Page.HISTORY),
                                        "small",
                                        "flat")));
        if (events.isEmpty()) {
            var words =
                    model.eventsFailed()
                            .get()
                            .map(it -> it.sentence())
                            .orElseGet(() -> Texts.of("home.events.none"));
            card.getChildren().add(styled(row(0, brief(words, "muted")), "row"));
        }
        events.forEach(it -> card.getChildren().add(event(it)));
        return card;
    }

    private Node event(EntryLine line) {
        var entry = line.entry();
        var at = entry.at();
        return styled(
                row(
                        12,
                        icon(EntryWords.icon(entry.kind()), EntryWords.tone(entry.kind()).style()),
                        text(EntryWords.word(entry)),
                        brief(line.label().isEmpty() ? entry.detail() : line.label(), "muted"),
                        gap(),
                        text(EntryWords.amount(entry, model.money())),
                        Ui.hint(
                                Ui.wide(
                                        Ui.right(text(model.times().moment(at), "t12", "subtle")),
                                        112),
                                model.times().utc(at))),
                "row");
    }
}
