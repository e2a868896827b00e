package io.p2pcloud.views.market;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.market.OfferBook;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Everyone's offers and orders.
public final class MarketView extends BorderPane {
    private final MarketModel model;
    private final OffersPane offers;
    private final OrdersPane orders;
    private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.OFFERS);

    /// Both sides of the market.
    private enum Side {
        OFFERS,
        ORDERS
    }

    public MarketView(MarketModel model, OrdersModel orders) {
        this.model = model;
        offers = new OffersPane(model);
        this.orders = new OrdersPane(orders);
        setTop(col(0, head(), new Slot<>(side, this::tabs)));
        setCenter(new Slot<>(side, this::shown));
        Attach.to(this, model);
    }

    private HBox head() {
        var count = new Slot<>(model.book(), this::count);
        return PageFrame.head(
                PageFrame.title(Page.MARKET.title()),
                count,
                Buttons.icon(
                        "market-again", "mdi2r-refresh", Texts.of("market.again"), model::look),
                Buttons.accent(
                        "create-server", Texts.of("act.create"), "mdi2p-plus", model::create));
    }

    private Node count(Loading<OfferBook> book) {
        if (!(book instanceof Loading.Ready<OfferBook>(var now))) {
            return new VBox();
        }
        var words =
                now.complete()
                        ? Texts.of(
                                "market.count",
                                Texts.count("market.offers.count", now.offers().size()),
                                Texts.count("market.providers", now.suppliers()))
                        : Texts.of(
                                "market.reading.part",
                                Sizes.grouped(now.offers().size()),
                                Sizes.grouped(now.total()));
        var label = text(words, "muted");
        label.setId("market-count");
        return row(0, label);
    }

    private Node shown(Side now) {
        return switch (now) {
            case OFFERS -> offers;
            case ORDERS -> orders;
        };
    }

    private HBox tabs(Side here) {
        var bar = styled(row(24), "tabs");
        for (var each : Side.values()) {
            var button =
                    Buttons.button(
                            "market-" + each,
                            Texts.word(each),
                            null,
                            () -> side.set(each),
                            "tab-item");
            if (each == here) {
                button.getStyleClass().add("active");
            }
            bar.getChildren().add(button);
        }
        return bar;
    }
}
