package io.p2pcloud.views.provide;

import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import atlantafx.base.controls.ProgressSliderSkin;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Choices;
import io.p2pcloud.views.parts.Ui;
import java.util.function.IntFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.IntegerProperty;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// What part of this computer is for rent, and for how much.
final class ListingForm extends VBox {
    private static final int MEMORY_STEP = 256;
    private static final int MOST_MACHINES = 16;

    ListingForm(ProvideModel model, Listing listing) {
        super(8);
        getStyleClass().add("card");
        var most = listing.most();
        var price = new TextField();
        price.setId("price");
        price.getStyleClass().add("amount");
        price.textProperty().bindBidirectional(listing.perMonth);
        var list =
                Buttons.wide(Buttons.accent("list", Texts.of("provide.list"), null, model::list));
        list.disableProperty().bind(model.busy());
        var collateral = Ui.para("", "t12", "muted");
        collateral
                .textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> collateral(model, listing), listing.perMonth, listing.count));
        getChildren().add(Cards.head(Texts.of("provide.form")));
        if (listing.tiers().size() > 1) {
            getChildren()
                    .add(
                            Cards.field(
                                    Texts.of("provide.tier"),
                                    Choices.segments(
                                            "list-tier",
                                            listing.tiers(),
                                            Texts::word,
                                            listing.tier)));
        }
        getChildren()
                .addAll(
                        slider("vcpu", listing.vcpu, 1, Math.max(1, most.vcpu()), 1, Sizes::vcpu),
                        slider(
                                "memory",
                                listing.memoryMib,
                                MEMORY_STEP,
                                Math.max(MEMORY_STEP, most.memoryMib() / MEMORY_STEP * MEMORY_STEP),
                                MEMORY_STEP,
                                Sizes::memory),
                        slider(
                                "disk",
                                listing.diskGib,
                                1,
                                Math.max(1, most.diskGib()),
                                1,
                                Sizes::disk),
                        slider(
                                "count",
                                listing.count,
                                1,
                                MOST_MACHINES,
                                1,
                                n -> Texts.count("provide.machines", n)),
                        Cards.field(Texts.of("provide.price", model.money().symbol()), price),
                        collateral);
        if (!listing.stake().isZero()) {
            getChildren()
                    .add(
                            Ui.para(
                                    Texts.of(
                                            "provide.stake", model.money().amount(listing.stake())),
                                    "t12",
                                    "muted"));
        }
        getChildren().addAll(gap(), list);
        setMinHeight(USE_PREF_SIZE);
    }

    private static String collateral(ProvideModel model, Listing listing) {
        try {
            var terms = listing.terms();
            return Texts.of(
                    "provide.collateral",
                    model.money().amount(terms.collateral().times(terms.count())));
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Node slider(
            String id,
            IntegerProperty value,
            int least,
            int most,
            int step,
            IntFunction<String> words) {
        var slider = new Slider(least, Math.max(least, most), value.get());
        slider.setId("list-" + id);
        slider.setBlockIncrement(step);
        slider.setMinWidth(0);
        slider.setAccessibleText(Texts.of("provide." + id));
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.setDisable(most <= least);
        slider.valueProperty()
                .addListener((_, _, now) -> value.set(stepped(now.doubleValue(), least, step)));
        var figure = text("", "semi");
        figure.textProperty().bind(value.map(it -> words.apply(it.intValue())));
        return Ui.col(4, row(4, text(Texts.of("provide." + id), "med"), gap(), figure), slider);
    }

    private static int stepped(double value, int least, int step) {
        return (int) (least + Math.round((value - least) / step) * step);
    }
}
