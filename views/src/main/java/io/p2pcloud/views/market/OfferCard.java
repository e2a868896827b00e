package io.p2pcloud.views.market;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.line;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferBook;
import io.p2pcloud.market.Provider;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.CopyLabel;
import io.p2pcloud.views.parts.Marks;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The chosen offer and its provider's record, in its parts.
final class OfferCard {
    private final MarketModel model;

    OfferCard(MarketModel model) {
        this.model = model;
    }

    Node of(Optional<OfferLine> chosen) {
        var card = chosen.map(this::chosen).orElseGet(OfferCard::none);
        card.setId("offer");
        card.setMinHeight(VBox.USE_PREF_SIZE);
        return card;
    }

    private static VBox none() {
        return Cards.card(
                States.empty(
                        "mdi2c-cursor-default-click-outline",
                        Texts.of("market.choose"),
                        Texts.of("market.choose.words")));
    }

    private VBox chosen(OfferLine line) {
        var offer = line.offer();
        var card =
                Cards.card(
                        col(
                                2,
                                new CopyLabel(offer.provider().checksummed()),
                                Ui.brief(
                                        model.isOwn(line) ? Texts.of("market.own") : line.region(),
                                        "t12",
                                        "muted")),
                        row(0, trust()),
                        line(),
                        facts(line),
                        line(),
                        Ui.para(Texts.of("market.parts"), "t12", "muted"),
                        gap());
        var money = model.money();
        var rent = Buttons.wide(Buttons.accent("rent", Texts.of("market.rent"), null, model::rent));
        var obstacle = obstacle(offer);
        rent.setDisable(obstacle.isPresent());
        card.getChildren()
                .addAll(
                        Ui.para(Sizes.unit(offer.unit())),
                        row(
                                4,
                                text(money.perHour(offer.price()), "t20", "semi"),
                                text(Texts.of("money.hour", money.symbol()), "muted")),
                        Ui.para(
                                Texts.of(
                                        "market.month",
                                        money.perMonth(offer.price()),
                                        money.symbol(),
                                        money.amount(offer.minDeposit())),
                                "t12",
                                "muted"),
                        rent);
        obstacle.ifPresent(why -> card.getChildren().add(Ui.para(why, "t12", "warning")));
        return card;
    }

    /// Why it cannot be rented here and now.
    private static Optional<String> obstacle(Offer offer) {
        if (offer.free() == 0) {
            return Optional.of(Texts.of("market.booked"));
        }
        if (offer.mode() == Offer.Mode.QUOTE_ONLY) {
            return Optional.of(Texts.of("market.quote"));
        }
        return Optional.empty();
    }

    private Node trust() {
        return model.book().get() instanceof Loading.Ready<OfferBook>(var book)
                ? Ui.hint(
                        Marks.chip(Mark.of(book.trust())),
                        Mark.sentence(book.trust(), model.times()))
                : new HBox();
    }

    private Node facts(OfferLine line) {
        var record = line.reputation();
        var facts =
                col(
                        0,
                        fact(
                                "market.proven",
                                Times.hours(
                                        record.provenConfidential().plus(record.provenStandard()))),
                        fact(
                                "market.proven.confidential",
                                Times.hours(record.provenConfidential())),
                        fact("market.completed", Sizes.grouped(record.completed())),
                        bad("market.closed-early", record.closedByProvider()),
                        bad("market.silent", record.stale()),
                        bad("market.not-started", record.notActivated()));
        line.provider().ifPresent(it -> facts.getChildren().addAll(standing(it)));
        return facts;
    }

    private HBox[] standing(Provider provider) {
        return new HBox[] {
            fact("market.open", Sizes.grouped(provider.openLeases())),
            fact("market.since", model.times().month(provider.registeredAt())),
            fact("market.stake", model.money().amount(provider.stake()))
        };
    }

    private static HBox fact(String key, String value) {
        return Cards.fact(Texts.of(key), value);
    }

    private static HBox bad(String key, long count) {
        return count == 0
                ? fact(key, "0")
                : Cards.fact(Texts.of(key), text(Sizes.grouped(count), "warning"));
    }
}
