package io.p2pcloud.views.history;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.history.Entry;
import io.p2pcloud.history.Note;
import io.p2pcloud.history.Proof;
import io.p2pcloud.history.TimelineItem;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.CopyLabel;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Ui;
import java.time.Instant;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// The chosen row, and its lease from the beginning.
final class StoryCard extends VBox {
    private static final double ROW = 44;
    private static final double LEAST = 160;
    private static final double MOST = 480;

    private final HistoryModel model;

    StoryCard(HistoryModel model, HistoryModel.Story story) {
        this.model = model;
        setId("story");
        getStyleClass().addAll("card", "flush");
        var entry = story.chosen().entry();
        var head = styled(col(0), "signed");
        head.getChildren()
                .addAll(
                        text(
                                story.chosen().label().isEmpty()
                                        ? EntryWords.word(entry)
                                        : story.chosen().label(),
                                "t15",
                                "semi"),
                        Cards.fact(
                                Texts.of("history.lease"),
                                entry.lease().equals(Entry.ACCOUNT)
                                        ? text(Texts.of("history.account"))
                                        : new CopyLabel(entry.lease().toString())),
                        Cards.fact(
                                Texts.of("history.transaction"),
                                new CopyLabel(entry.transaction().toString())),
                        Cards.fact(
                                Texts.of("history.block"), Sizes.grouped(entry.block().number())));
        if (!entry.detail().isEmpty()) {
            head.getChildren().add(Ui.para(entry.detail(), "t12", "muted"));
        }
        var items = new VBox();
        story.items().forEach(it -> items.getChildren().add(item(it)));
        var list = PageFrame.scrolling(items);
        list.setFitToHeight(false);
        list.setMinHeight(Math.min(LEAST, ROW * story.items().size()));
        list.setPrefHeight(Math.min(MOST, ROW * story.items().size()));
        getChildren().addAll(head, list);
    }

    private Node item(TimelineItem item) {
        var line =
                switch (item) {
                    case TimelineItem.Happened(Entry entry) ->
                            row(
                                    10,
                                    icon(
                                            EntryWords.icon(entry.kind()),
                                            EntryWords.tone(entry.kind()).style()),
                                    told(EntryWords.word(entry), item.at()),
                                    text(EntryWords.amount(entry, model.money())));
                    case TimelineItem.WasChecked(Proof proof) ->
                            row(10, icon("mdi2s-shield-search"), told(proof.words(), item.at()));
                    case TimelineItem.WasNoted(Note note) ->
                            row(
                                    10,
                                    icon("mdi2n-note-text-outline"),
                                    told(
                                            note.text().isEmpty() ? note.label() : note.text(),
                                            item.at()));
                };
        return Ui.high(styled(line, "row"), ROW);
    }

    /// What, and beneath it when.
    private Node told(String words, Instant at) {
        var when = Ui.hint(text(model.times().moment(at), "t12", "subtle"), model.times().utc(at));
        return grow(col(0, Ui.brief(words), when));
    }
}
