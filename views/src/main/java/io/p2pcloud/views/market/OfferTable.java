package io.p2pcloud.views.market;

import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.common.Tier;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.parts.Tables;
import io.p2pcloud.views.parts.Ui;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/// The offers as one table, sorted by any column.
final class OfferTable extends VBox {
    private static final double LEAST = 240;

    private final MarketModel model;
    private final TableView<OfferLine> table;

    OfferTable(MarketModel model) {
        this.model = model;
        getStyleClass().addAll("card", "flush");
        setMinHeight(LEAST);
        setMinWidth(0);
        table = Tables.table("offers", Texts.of("market.offers.name"));
        var money = model.money();
        var hour =
                by(
                        Tables.words(
                                Texts.of("market.col.hour"),
                                84,
                                it -> money.perHour(it.offer().price()),
                                "num",
                                "tail"),
                        it -> it.offer().price());
        table.getColumns()
                .setAll(
                        List.of(
                                by(
                                        Tables.nodes(
                                                Texts.of("market.col.provider"),
                                                116,
                                                this::provider,
                                                "lead"),
                                        it -> it.offer().provider().checksummed()),
                                by(
                                        Tables.words(
                                                Texts.of("market.col.region"),
                                                62,
                                                OfferLine::region,
                                                "dim"),
                                        OfferLine::region),
                                by(
                                        Tables.nodes(
                                                Texts.of("market.col.tier"), 128, OfferTable::tier),
                                        OfferLine::tier),
                                figure(
                                        "market.col.vcpu",
                                        48,
                                        it -> it.vcpu() + "",
                                        ComputeUnit::vcpu),
                                figure(
                                        "market.col.memory",
                                        66,
                                        it -> Sizes.memory(it.memoryMib()),
                                        ComputeUnit::memoryMib),
                                figure(
                                        "market.col.disk",
                                        66,
                                        it -> Sizes.disk(it.diskGib()),
                                        ComputeUnit::diskGib),
                                by(
                                        Tables.words(
                                                Texts.of("market.col.free"),
                                                46,
                                                it -> Sizes.grouped(it.offer().free()),
                                                "num"),
                                        it -> it.offer().free()),
                                by(
                                        Tables.words(
                                                Texts.of("market.col.proven"),
                                                84,
                                                it -> Times.hours(it.proven()),
                                                "num"),
                                        OfferLine::proven),
                                hour));
        var sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSortOrder().add(hour);
        table.setPlaceholder(Ui.para(Texts.of("market.nothing"), "muted"));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, line) -> {
                    if (line != null) {
                        model.choose(line);
                    }
                });
        // The table and the model live equally long.
        var _ = model.chosen().subscribe(this::show);
        getChildren().add(Ui.grow(table));
    }

    private void show(Optional<OfferLine> line) {
        line.ifPresentOrElse(
                it -> table.getSelectionModel().select(it),
                () -> table.getSelectionModel().clearSelection());
    }

    private static TableColumn<OfferLine, OfferLine> figure(
            String title,
            double width,
            Function<ComputeUnit, String> words,
            Function<ComputeUnit, Integer> value) {
        return by(
                Tables.words(Texts.of(title), width, it -> words.apply(it.offer().unit()), "num"),
                it -> value.apply(it.offer().unit()));
    }

    private static <C extends Comparable<? super C>> TableColumn<OfferLine, OfferLine> by(
            TableColumn<OfferLine, OfferLine> column, Function<OfferLine, C> key) {
        column.setSortable(true);
        column.setComparator(Comparator.comparing(key));
        return column;
    }

    private Node provider(OfferLine line) {
        var address = line.offer().provider().checksummed();
        return model.isOwn(line)
                ? Ui.hint(text(Texts.of("market.own"), "med"), address)
                : Ui.hint(text(Sizes.shortened(address), "mono"), address);
    }

    private static Node tier(OfferLine line) {
        boolean confidential = line.tier() == Tier.CONFIDENTIAL;
        return row(
                6,
                icon(
                        confidential
                                ? "mdi2s-shield-check-outline"
                                : "mdi2l-lock-open-variant-outline",
                        confidential ? "success" : "neutral"),
                text(Texts.word(line.tier()), confidential ? "" : "muted"));
    }
}
