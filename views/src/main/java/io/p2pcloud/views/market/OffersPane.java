package io.p2pcloud.views.market;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.wide;

import atlantafx.base.controls.CustomTextField;
import io.p2pcloud.market.OfferBook;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Choices;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.session.ChainStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Offers: filter, prices, table and the chosen one.
final class OffersPane extends BorderPane {
    private static final double SIDE = 264;
    private static final List<Integer> VCPU = List.of(0, 2, 4, 8, 16, 32);
    private static final List<Integer> MEMORY = List.of(0, 2048, 4096, 8192, 16384, 32768, 65536);

    private final MarketModel model;
    private final Region normal;

    /// Which of its faces the pane shows; a book that grows keeps its face.
    private sealed interface Face {
        record Reading(String words) implements Face {}

        record Empty() implements Face {}

        record Failed(Problem problem) implements Face {}

        record Normal() implements Face {}
    }

    OffersPane(MarketModel model) {
        this.model = model;
        normal = normal();
        setCenter(new Slot<>(model.book().map(OffersPane::face), this::content));
    }

    private static Face face(Loading<OfferBook> book) {
        return switch (book) {
            case Loading.Reading<OfferBook>(var words) -> new Face.Reading(words);
            case Loading.Failed<OfferBook>(var problem) -> new Face.Failed(problem);
            case Loading.Ready<OfferBook>(var now) ->
                    now.offers().isEmpty() && now.complete() ? new Face.Empty() : new Face.Normal();
        };
    }

    private Node content(Face face) {
        return switch (face) {
            case Face.Reading(var words) -> page(Cards.flush(States.reading(words, 12)));
            case Face.Failed(var problem) ->
                    page(Cards.card(States.failed("market", problem, model::look)));
            case Face.Empty _ ->
                    page(
                            Cards.card(
                                    States.empty(
                                            Page.MARKET.icon(),
                                            Texts.of("market.empty"),
                                            Texts.of("market.empty.words"),
                                            Buttons.accent(
                                                    "market-provide",
                                                    Texts.of("provide.more"),
                                                    Page.PROVIDE.icon(),
                                                    model::provide))));
            case Face.Normal _ -> normal;
        };
    }

    private static Node page(VBox card) {
        return styled(col(0, grow(card)), "page", "under-tabs");
    }

    private Region normal() {
        var offline =
                new Slot<>(
                        Bindings.createObjectBinding(
                                () -> new AsOf(model.chain().get(), model.stale().get()),
                                model.chain(),
                                model.stale()),
                        this::offline);
        offline.setMinHeight(Region.USE_PREF_SIZE);
        var card = new Slot<>(model.chosen(), new OfferCard(model)::of);
        var table = new Beside(new OfferTable(model), card, SIDE, 12);
        return PageFrame.scrolling(
                styled(
                        col(12, offline, filters(), new PriceRange(model), grow(table)),
                        "page",
                        "under-tabs"));
    }

    private record AsOf(ChainStatus chain, Optional<Problem> stale) {}

    /// What was read stays on screen while the chain does not answer.
    private Node offline(AsOf now) {
        var none = new VBox();
        Ui.show(none, false);
        if (now.chain() instanceof ChainStatus.Lost(var last, _, var sentence)) {
            return Cards.banner(
                    Tone.WARNING,
                    "mdi2w-wifi-off",
                    Texts.of("market.offline", Sizes.grouped(last.value().number())),
                    sentence);
        }
        return now.stale()
                .<Node>map(it ->
                        Cards.banner(
                                Tone.WARNING,
                                "mdi2a-alert-outline",
                                Texts.of("market.stale"),
                                it.sentence()))
                .orElse(none);
    }

    private Node filters() {
        var search = new CustomTextField();
        search.setId("market-search");
        search.setLeft(icon("mdi2m-magnify", "subtle"));
        search.setPromptText(Texts.of("market.search"));
        search.setAccessibleText(Texts.of("market.search"));
        search.textProperty().bindBidirectional(model.words);
        var protection =
                Choices.segments(
                        "market-tier", List.of(Protection.values()), Texts::word, model.protection);
        var free = new CheckBox(Texts.of("market.free-only"));
        free.setId("market-free");
        free.selectedProperty().bindBidirectional(model.openOnly);
        var clear =
                Buttons.button(
                        "market-clear", Texts.of("market.clear"), null, model::clear, "flat");
        var flow =
                new FlowPane(
                        8,
                        8,
                        wide(search, 184),
                        protection,
                        wide(regions(), 124),
                        wide(
                                least(
                                        "market-vcpu",
                                        Texts.of("market.vcpu.all"),
                                        VCPU,
                                        Sizes::vcpu,
                                        model.vcpu),
                                132),
                        wide(
                                least(
                                        "market-memory",
                                        Texts.of("market.memory.all"),
                                        MEMORY,
                                        Sizes::memory,
                                        model.memoryMib),
                                136),
                        high(free),
                        clear);
        flow.setMinWidth(0);
        flow.setPrefWrapLength(0);
        return flow;
    }

    private static HBox high(CheckBox box) {
        return Ui.high(row(0, box), 32);
    }

    private ComboBox<String> regions() {
        var box = new ComboBox<>(model.regions());
        box.setId("market-region");
        box.setAccessibleText(Texts.of("market.region"));
        box.setConverter(
                Choices.converter(
                        model.regions(), it -> it.isEmpty() ? Texts.of("market.region.all") : it));
        box.valueProperty().bindBidirectional(model.region);
        return box;
    }

    private static ComboBox<Integer> least(
            String id,
            String any,
            List<Integer> all,
            IntFunction<String> words,
            ObjectProperty<Integer> wanted) {
        var box = new ComboBox<Integer>();
        box.setId(id);
        box.setAccessibleText(any);
        box.getItems().setAll(all);
        box.setConverter(
                Choices.converter(
                        box.getItems(),
                        it -> it == 0 ? any : Texts.of("market.or-more", words.apply(it))));
        box.valueProperty().bindBidirectional(wanted);
        return box;
    }
}
