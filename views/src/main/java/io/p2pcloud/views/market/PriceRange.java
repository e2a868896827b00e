package io.p2pcloud.views.market;

import static io.p2pcloud.views.parts.Ui.beside;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.common.Rate;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import org.controlsfx.control.RangeSlider;

/// How the prices spread, and which are wanted.
final class PriceRange extends HBox {
    private static final int MARKS = 5;
    private static final double WORDS = 168;
    private static final double FIGURES = 136;

    private final MarketModel model;

    PriceRange(MarketModel model) {
        super(24);
        this.model = model;
        getStyleClass().add("card");
        setId("prices");
        Ui.high(this, 96);
        setAlignment(Pos.TOP_LEFT);
        var found = model.found();
        var bars = new PriceBars(model);
        var slider = slider();
        var picker = grow(col(0, bars, slider, new Slot<>(found.map(Found::scale), this::scale)));
        var words =
                new Slot<>(
                        Bindings.createObjectBinding(
                                () -> new Wanted(found.get(), model.from.get(), model.to.get()),
                                found,
                                model.from,
                                model.to),
                        this::words);
        words.setAlignment(Pos.TOP_LEFT);
        var figures = new Slot<>(found, this::figures);
        figures.setAlignment(Pos.TOP_LEFT);
        getChildren().addAll(wide(words, WORDS), picker, wide(figures, FIGURES));
    }

    private RangeSlider slider() {
        var slider = new RangeSlider(0, PriceScale.STEPS, model.from.get(), model.to.get());
        slider.setId("price-range");
        slider.setAccessibleText(Texts.of("market.price.name"));
        slider.setBlockIncrement(1);
        slider.setMinWidth(0);
        slider.lowValueProperty()
                .addListener((_, _, low) -> model.from.set((int) Math.round(low.doubleValue())));
        slider.highValueProperty()
                .addListener((_, _, high) -> model.to.set((int) Math.round(high.doubleValue())));
        model.from.addListener((_, _, step) -> moved(slider, step.intValue(), model.to.get()));
        model.to.addListener((_, _, step) -> moved(slider, model.from.get(), step.intValue()));
        return slider;
    }

    /// Only where the model went by itself; a thumb being dragged is left alone.
    private static void moved(RangeSlider slider, int low, int high) {
        if (Math.round(slider.getLowValue()) != low) {
            slider.setLowValue(low);
        }
        if (Math.round(slider.getHighValue()) != high) {
            slider.setHighValue(high);
        }
    }

    private Node scale(PriceScale scale) {
        var marks = row(0);
        var before = "";
        for (int i = 0; i < MARKS; i++) {
            if (i > 0) {
                marks.getChildren().add(Ui.gap());
            }
            var edge = model.money().perHour(scale.edge(PriceScale.STEPS * i / (MARKS - 1)));
            // Where prices lie close together, two marks may read the same: one is enough.
            boolean again = edge.equals(before);
            before = edge;
            marks.getChildren()
                    .add(text(again ? "" : edge + (i == MARKS - 1 ? "+" : ""), "t12", "subtle"));
        }
        return marks;
    }

    private record Wanted(Found found, int from, int to) {}

    private Node words(Wanted wanted) {
        var found = wanted.found();
        var scale = found.scale();
        var money = model.money();
        return col(
                4,
                text(Texts.of("market.price", money.symbol()), "semi"),
                text(
                        Texts.of(
                                "market.price.range",
                                money.perHour(scale.edge(wanted.from())),
                                money.perHour(scale.edge(wanted.to()))),
                        "t15"),
                text(
                        Texts.of(
                                "market.price.in",
                                Sizes.grouped(found.inRange()),
                                Sizes.grouped(found.fitting())),
                        "t12",
                        "muted"));
    }

    private Node figures(Found found) {
        return styled(
                beside(
                        0,
                        grow(
                                col(
                                        2,
                                        Cards.fact(
                                                Texts.of("market.cheapest"),
                                                hour(found.cheapest()),
                                                "semi"),
                                        Cards.fact(
                                                Texts.of("market.middle"),
                                                hour(found.middle()),
                                                "semi")))),
                "aside");
    }

    private String hour(Optional<Rate> rate) {
        return rate.map(model.money()::perHour).orElse("-");
    }
}
