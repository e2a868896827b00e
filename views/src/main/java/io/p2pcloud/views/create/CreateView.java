package io.p2pcloud.views.create;

import io.p2pcloud.tenant.Review;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Navigator;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Steps;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/// The first two steps of a new server.
public final class CreateView extends BorderPane {
    private final CreateModel model;
    private final Navigator navigator;
    private final WhatPane what;

    public CreateView(CreateModel model, Navigator navigator) {
        this.model = model;
        this.navigator = navigator;
        what = new WhatPane(model);
        setTop(new Slot<>(model.review().map(Optional::isPresent), this::head));
        setCenter(new Slot<>(model.review(), this::body));
        Attach.to(this, model);
    }

    private Node head(boolean reviewing) {
        var parent =
                Buttons.button(
                        "to-servers",
                        Page.SERVERS.title(),
                        null,
                        () -> navigator.open(Page.SERVERS),
                        "crumb");
        var away =
                reviewing
                        ? Buttons.button(
                                "back", Texts.of("create.back"), "mdi2a-arrow-left", model::goBack)
                        : Buttons.button(
                                "cancel",
                                Texts.of("create.cancel"),
                                null,
                                () -> navigator.open(Page.SERVERS),
                                "flat");
        return PageFrame.crumbs(
                parent, Texts.of("act.create"), Steps.of(reviewing ? 2 : 1), Ui.space(4), away);
    }

    private Node body(Optional<Loading<Review>> review) {
        return review.map(it ->
                        switch (it) {
                            case Loading.Reading<Review>(var words) ->
                                    page(Cards.flush(States.reading(words, 5)));
                            case Loading.Ready<Review>(var ready) -> new ReviewPane(model, ready);
                            case Loading.Failed<Review>(var problem) ->
                                    page(Cards.card(States.failed("review", problem, model::goOn)));
                        })
                .orElse(what);
    }

    private static Node page(VBox card) {
        return Ui.styled(new VBox(Ui.grow(card)), "page");
    }
}
