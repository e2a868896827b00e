package io.p2pcloud.views.market;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.line;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.market.Bid;
import io.p2pcloud.market.Order;
import io.p2pcloud.market.ResourceGroup;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.CopyLabel;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Tables;
import io.p2pcloud.views.parts.Ui;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Open orders, and who bids on the chosen one.
final class OrdersPane extends BorderPane {
    private static final double SIDE = 320;
    private static final double LEAST = 240;

    private final OrdersModel model;

    OrdersPane(OrdersModel model) {
        this.model = model;
        setCenter(new Slot<>(model.orders(), this::content));
        Attach.to(this, model);
    }

    private Node content(Loading<List<Order>> orders) {
        return switch (orders) {
            case Loading.Reading<List<Order>>(var words) ->
                    page(Cards.flush(States.reading(words, 8)));
            case Loading.Failed<List<Order>>(var problem) ->
                    page(Cards.card(States.failed("orders", problem, model::look)));
            case Loading.Ready<List<Order>>(var all) ->
                    all.isEmpty()
                            ? page(
                                    Cards.card(
                                            States.empty(
                                                    "mdi2t-tag-outline",
                                                    Texts.of("market.orders.empty"),
                                                    Texts.of("market.orders.empty.words"))))
                            : normal(all);
        };
    }

    private static Node page(VBox card) {
        return styled(col(0, grow(card)), "page", "under-tabs");
    }

    private Node normal(List<Order> all) {
        var card = new VBox(Ui.grow(table(all)));
        card.getStyleClass().addAll("card", "flush");
        card.setMinHeight(LEAST);
        card.setMinWidth(0);
        var side = new Slot<>(model.chosen(), this::chosen);
        return PageFrame.scrolling(
                styled(col(0, grow(new Beside(card, side, SIDE, 12))), "page", "under-tabs"));
    }

    private TableView<Order> table(List<Order> all) {
        var table = Tables.<Order>table("orders", Texts.of("market.orders.name"));
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.words(
                                        Texts.of("market.col.order"),
                                        72,
                                        it -> it.id().toString(),
                                        "lead"),
                                Tables.nodes(
                                        Texts.of("market.col.tenant"),
                                        128,
                                        it -> new CopyLabel(it.tenant().checksummed())),
                                Tables.words(
                                        Texts.of("market.col.state"),
                                        96,
                                        it -> Texts.word(it.state()),
                                        "dim"),
                                Tables.words(
                                        Texts.of("market.col.bids"),
                                        60,
                                        it -> String.valueOf(it.bids()),
                                        "num"),
                                Tables.words(
                                        Texts.of("market.col.deposit", model.money().symbol()),
                                        108,
                                        it -> model.money().number(it.deposit()),
                                        "num"),
                                Tables.nodes(
                                        Texts.of("market.col.closes"),
                                        128,
                                        it ->
                                                Ui.hint(
                                                        text(model.times().moment(it.closesAt())),
                                                        model.times().utc(it.closesAt())),
                                        "num",
                                        "tail")));
        table.getItems().setAll(all);
        model.chosen()
                .get()
                .flatMap(OrdersPane::order)
                .flatMap(id -> all.stream().filter(it -> it.id().equals(id)).findFirst())
                .ifPresent(table.getSelectionModel()::select);
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, order) -> model.choose(order));
        return table;
    }

    private static Optional<io.p2pcloud.market.OrderId> order(Loading<OrdersModel.Chosen> chosen) {
        return chosen instanceof Loading.Ready<OrdersModel.Chosen>(var now)
                ? Optional.of(now.order().id())
                : Optional.empty();
    }

    private Node chosen(Optional<Loading<OrdersModel.Chosen>> chosen) {
        return chosen.map(this::shown)
                .orElseGet(() ->
                        Cards.card(
                                States.empty(
                                        "mdi2c-cursor-default-click-outline",
                                        Texts.of("market.orders.choose"),
                                        Texts.of("market.orders.choose.words"))));
    }

    private Region shown(Loading<OrdersModel.Chosen> chosen) {
        return switch (chosen) {
            case Loading.Reading<OrdersModel.Chosen>(var words) ->
                    Cards.flush(States.reading(words, 5));
            case Loading.Failed<OrdersModel.Chosen>(var problem) ->
                    Cards.card(States.failed("bids", problem, model::look));
            case Loading.Ready<OrdersModel.Chosen>(var now) -> card(now);
        };
    }

    private Region card(OrdersModel.Chosen now) {
        var wanted = Cards.card(Cards.head(Texts.of("market.order", now.order().id())));
        now.details()
                .ifPresentOrElse(
                        it -> {
                            var demand = it.infrastructure();
                            demand.groups()
                                    .forEach(group -> wanted.getChildren().add(group(group)));
                            wanted.getChildren()
                                    .add(
                                            Cards.fact(
                                                    Texts.of("market.region"),
                                                    demand.region().isEmpty()
                                                            ? Texts.of("market.region.any")
                                                            : demand.region()));
                        },
                        () ->
                                wanted.getChildren()
                                        .add(Ui.para(Texts.of("market.order.unknown"), "muted")));
        var bids =
                Cards.flush(
                        Cards.head(
                                Texts.of("market.bids"),
                                text(
                                        Texts.of("market.bids.month", model.money().symbol()),
                                        "t12",
                                        "muted")));
        if (now.bids().isEmpty()) {
            bids.getChildren()
                    .add(styled(row(0, text(Texts.of("market.bids.none"), "muted")), "row"));
        }
        now.bids().forEach(it -> bids.getChildren().add(bid(it)));
        var side = col(12, wanted, grow(bids));
        side.setId("order");
        return side;
    }

    private Node group(ResourceGroup group) {
        return col(
                0,
                row(
                        8,
                        text(group.count() + " ×", "med"),
                        Ui.brief(Sizes.unit(group.unit())),
                        gap()),
                Cards.fact(
                        Texts.of("market.order.most"),
                        model.money().perMonth(group.price())
                                + " "
                                + Texts.of("money.month", model.money().symbol())),
                line());
    }

    private Node bid(Bid bid) {
        return styled(
                row(
                        12,
                        new CopyLabel(bid.provider().checksummed()),
                        Ui.brief(model.times().moment(bid.at()), "t12", "subtle"),
                        gap(),
                        text(model.money().perMonth(bid.total()), "med")),
                "row");
    }
}
