package io.p2pcloud.views.home;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.styled;

import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.StartSteps;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.session.NetworkState;
import io.p2pcloud.views.session.Session;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Is everything fine, and what now?
public final class HomeView extends BorderPane {
    private final HomeModel model;

    public HomeView(HomeModel model) {
        this.model = model;
        setTop(
                new Slot<>(
                        model.network().map(NetworkState.Connected.class::isInstance), this::head));
        setCenter(new Slot<>(model.network(), this::body));
        Attach.to(this, model);
    }

    private HBox head(boolean connected) {
        return connected
                ? PageFrame.head(
                        Page.HOME.title(),
                        Buttons.accent(
                                "create-server",
                                Texts.of("act.create"),
                                "mdi2p-plus",
                                () -> model.open(Page.CREATE)))
                : PageFrame.head(Page.HOME.title());
    }

    private Node body(NetworkState network) {
        return switch (network) {
            case NetworkState.Unset _ ->
                    page(
                            Cards.card(
                                    States.empty(
                                            "mdi2f-flask-outline",
                                            Texts.of("home.none.title"),
                                            Texts.of("home.none.words"),
                                            Buttons.accent(
                                                    "try-here",
                                                    Texts.of("act.try"),
                                                    "mdi2p-play",
                                                    model::tryHere))));
            case NetworkState.Starting(var steps) ->
                    page(
                            Cards.flush(
                                    Cards.head(Texts.of("welcome.starting")),
                                    new StartSteps(steps)));
            case NetworkState.Failed(var sentence, var code) ->
                    page(
                            Cards.card(
                                    States.failed(
                                            "start",
                                            new Problem(
                                                    sentence,
                                                    Texts.of("start.details", sentence, code)),
                                            model::tryHere)));
            case NetworkState.Watching(var name, _) ->
                    page(
                            Cards.card(
                                    States.empty(
                                            Page.TRUST.icon(),
                                            Texts.of("home.watching.title", name),
                                            Texts.of("home.watching.words"),
                                            Buttons.accent(
                                                    "open-trust",
                                                    Texts.of("home.watching.trust"),
                                                    Page.TRUST.icon(),
                                                    () -> model.open(Page.TRUST)),
                                            Buttons.button(
                                                    "try-here",
                                                    Texts.of("act.try"),
                                                    "mdi2p-play",
                                                    model::tryHere))));
            case NetworkState.Connected(Session _) ->
                    PageFrame.scrolling(styled(new Dashboard(model), "page"));
        };
    }

    private static Node page(VBox card) {
        return styled(col(12, Ui.grow(card)), "page");
    }
}
