package io.p2pcloud.views.history;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import atlantafx.base.controls.CustomTextField;
import io.p2pcloud.history.EntrySort;
import io.p2pcloud.history.LedgerSummary;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Beside;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Choices;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The ledger of this computer.
public final class HistoryView extends BorderPane {
    private static final double SIDE = 336;

    private final HistoryModel model;
    private final FileDialogs dialogs;

    public HistoryView(HistoryModel model, FileDialogs dialogs) {
        this.model = model;
        this.dialogs = dialogs;
        var export =
                Buttons.button(
                        "export",
                        Texts.of("history.export"),
                        "mdi2t-tray-arrow-down",
                        this::export);
        export.disableProperty().bind(Bindings.isEmpty(model.rows()));
        setTop(PageFrame.head(Page.HISTORY.title(), export));
        setCenter(new Slot<>(model.problem(), this::body));
        Attach.to(this, model);
    }

    private Node body(Optional<Problem> problem) {
        if (problem.isPresent()) {
            return styled(
                    col(0, grow(Cards.card(States.failed("history", problem.get(), model::look)))),
                    "page");
        }
        var asOf =
                new Slot<>(
                        Bindings.createObjectBinding(
                                () -> new AsOfShown(model.summary().get(), model.online().get()),
                                model.summary(),
                                model.online()),
                        this::asOf);
        asOf.setMinHeight(Region.USE_PREF_SIZE);
        var table = new EntryTable(model);
        var rows =
                new Slot<>(
                        Bindings.createObjectBinding(this::face, model.figures(), model.read()),
                        face ->
                                switch (face) {
                                    case READING ->
                                            Cards.flush(
                                                    States.reading(
                                                            Texts.of("history.reading"), 12));
                                    case EMPTY -> empty();
                                    case ROWS -> new Beside(table, side(), SIDE, 12);
                                });
        return PageFrame.scrolling(styled(col(12, asOf, filters(), grow(rows)), "page"));
    }

    /// Which of its faces the page's middle shows.
    private enum Face {
        READING,
        EMPTY,
        ROWS
    }

    private Face face() {
        if (!model.read().get()) {
            return Face.READING;
        }
        return model.figures().get().all() == 0 ? Face.EMPTY : Face.ROWS;
    }

    private record AsOfShown(LedgerSummary summary, boolean online) {}

    private Node asOf(AsOfShown shown) {
        var asOf = shown.summary().asOf();
        if (shown.online()) {
            var none = new VBox();
            Ui.show(none, false);
            return none;
        }
        return asOf == null
                ? Cards.banner(
                        Tone.NEUTRAL,
                        "mdi2w-wifi-off",
                        Texts.of("history.never"),
                        Texts.of("history.offline.words"))
                : Cards.banner(
                        Tone.WARNING,
                        "mdi2w-wifi-off",
                        Texts.of(
                                "history.offline",
                                Sizes.grouped(asOf.block().number()),
                                model.times().moment(asOf.checkedAt())),
                        Texts.of("history.offline.words"));
    }

    private Node empty() {
        return Cards.card(
                States.empty(
                        Page.HISTORY.icon(),
                        Texts.of("history.empty.title"),
                        Texts.of("history.empty.words")));
    }

    private HBox filters() {
        var search = new CustomTextField();
        search.setId("history-search");
        search.setLeft(icon("mdi2m-magnify", "subtle"));
        search.setPromptText(Texts.of("history.search"));
        search.setAccessibleText(Texts.of("history.search"));
        search.textProperty().bindBidirectional(model.words());
        var count = text("", "muted");
        count.setId("history-count");
        count.textProperty()
                .bind(
                        model.figures()
                                .map(it ->
                                        Texts.of(
                                                "history.count",
                                                Sizes.grouped(it.found()),
                                                Sizes.grouped(it.all()))));
        search.setMinWidth(160);
        search.setPrefWidth(264);
        var groups =
                Choices.segments("history", List.of(Group.values()), Texts::word, model.group());
        var order =
                Choices.list(
                        "history-sort",
                        Texts.of("history.sort"),
                        List.of(EntrySort.values()),
                        Texts::word,
                        model.sort());
        return row(8, search, groups, wide(order, 148), gap(), count);
    }

    private Region side() {
        var totals = new Slot<>(model.figures(), this::totals);
        var story =
                new Slot<>(
                        model.story(),
                        it ->
                                it.<Node>map(found -> new StoryCard(model, found))
                                        .orElseGet(VBox::new));
        story.setAlignment(javafx.geometry.Pos.TOP_LEFT);
        return col(12, totals, grow(story));
    }

    private Node totals(HistoryModel.Figures figures) {
        var money = model.money();
        var totals = figures.totals();
        var card =
                Cards.card(
                        Cards.head(Texts.of("history.totals")),
                        col(
                                0,
                                Cards.fact(Texts.of("history.spent"), money.amount(totals.spent())),
                                Cards.fact(
                                        Texts.of("history.earned"), money.amount(totals.earned())),
                                Cards.fact(
                                        Texts.of("history.locked"), money.amount(totals.locked())),
                                Cards.fact(
                                        Texts.of("history.gas"),
                                        money.coin(totals.gas().units()))));
        card.setMinHeight(Region.USE_PREF_SIZE);
        return card;
    }

    private void export() {
        dialogs.write(getScene().getWindow(), Texts.of("history.export"), "p2pcloud-history.csv")
                .ifPresent(model::export);
    }
}
