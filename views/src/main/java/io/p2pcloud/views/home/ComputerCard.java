package io.p2pcloud.views.home;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.common.Tier;
import io.p2pcloud.market.Offer;
import io.p2pcloud.provider.HostingSnapshot;
import io.p2pcloud.provider.Readiness;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Bar;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What this computer offers, at a glance.
final class ComputerCard {
    private final HomeModel model;

    ComputerCard(HomeModel model) {
        this.model = model;
    }

    Node of(Optional<HostingSnapshot> hosting) {
        var open =
                hosting.stream()
                        .flatMap(it -> it.offers().stream())
                        .filter(it -> it.mode() != Offer.Mode.WITHDRAWN)
                        .toList();
        var card =
                Cards.card(
                        Cards.head(Texts.of("home.computer"), chip(hosting)),
                        brief(
                                hosting.flatMap(HostingSnapshot::readiness)
                                        .map(Readiness::processor)
                                        .orElseGet(() -> Texts.of("home.computer.unchecked")),
                                "muted"));
        open.forEach(it -> card.getChildren().add(offer(it)));
        if (open.isEmpty()) {
            card.getChildren().add(Ui.para(Texts.of("provide.offers.none"), "t12", "muted"));
        }
        card.getChildren()
                .add(
                        row(
                                0,
                                Buttons.button(
                                        "open-provide",
                                        Texts.of(open.isEmpty() ? "provide.more" : "home.provide"),
                                        null,
                                        () -> model.open(Page.PROVIDE),
                                        "small")));
        return new VBox(card);
    }

    private static HBox chip(Optional<HostingSnapshot> hosting) {
        var tier = hosting.flatMap(HostingSnapshot::readiness).flatMap(Readiness::tier);
        if (tier.isEmpty()) {
            return Cards.chip("mdi2h-help-circle-outline", Texts.of("home.unknown"), Tone.NEUTRAL);
        }
        return tier.get() == Tier.CONFIDENTIAL
                ? Cards.chip("mdi2s-shield-check-outline", Texts.word(tier.get()), Tone.SUCCESS)
                : Cards.chip(
                        "mdi2l-lock-open-variant-outline", Texts.word(tier.get()), Tone.NEUTRAL);
    }

    private Node offer(Offer offer) {
        double share = offer.count() == 0 ? 0 : offer.taken() / (double) offer.count();
        return col(
                4,
                row(
                        4,
                        text(Sizes.unit(offer.unit())),
                        gap(),
                        text(model.money().perMonth(offer.price()), "med"),
                        text(Texts.of("money.month", model.money().symbol()), "t12", "muted")),
                Bar.of(6, share, Tone.ACCENT),
                text(Texts.of("provide.offer.free", offer.free(), offer.count()), "t12", "subtle"));
    }
}
