package io.p2pcloud.views.history;

import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.history.Entry;
import io.p2pcloud.history.EntryLine;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Tables;
import io.p2pcloud.views.parts.Ui;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;

/// The rows of the ledger.
final class EntryTable extends VBox {
    private static final int NEAR_THE_END = 40;
    private static final double LEAST = 240;

    private final HistoryModel model;

    EntryTable(HistoryModel model) {
        this.model = model;
        getStyleClass().addAll("card", "flush");
        setMinHeight(LEAST);
        setMinWidth(0);
        var table = Tables.<EntryLine>table("entries", Texts.of("history.rows.name"));
        table.setItems(model.rows());
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.nodes(Texts.of("history.col.time"), 116, this::time, "lead"),
                                Tables.nodes(Texts.of("history.col.what"), 150, EntryTable::what),
                                Tables.words(
                                        Texts.of("history.col.lease"),
                                        116,
                                        EntryTable::lease,
                                        "dim"),
                                Tables.words(
                                        Texts.of("history.col.role"),
                                        72,
                                        it -> Texts.word(it.entry().role()),
                                        "dim"),
                                Tables.nodes(
                                        Texts.of("history.col.amount"), 116, this::amount, "num"),
                                Tables.nodes(
                                        Texts.of("history.col.certain"),
                                        104,
                                        this::certain,
                                        "tail")));
        table.setPlaceholder(Ui.para(Texts.of("history.nothing"), "muted"));
        table.setRowFactory(_ -> nearTheEnd(table));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, chosen) -> model.choose(chosen));
        getChildren().add(Ui.grow(table));
    }

    /// A row that is shown near the table's end asks for more.
    private TableRow<EntryLine> nearTheEnd(TableView<EntryLine> table) {
        var row = new TableRow<EntryLine>();
        row.indexProperty()
                .addListener((_, _, index) -> {
                    if (index.intValue() > table.getItems().size() - NEAR_THE_END) {
                        model.more();
                    }
                });
        return row;
    }

    private Node time(EntryLine line) {
        var at = line.entry().at();
        return Ui.hint(text(model.times().moment(at), "muted"), model.times().utc(at));
    }

    private static Node what(EntryLine line) {
        var kind = line.entry().kind();
        return row(
                8,
                icon(EntryWords.icon(kind), EntryWords.tone(kind).style()),
                Ui.brief(EntryWords.word(line.entry())));
    }

    private static String lease(EntryLine line) {
        if (!line.label().isEmpty()) {
            return line.label();
        }
        return line.entry().lease().equals(Entry.ACCOUNT)
                ? Texts.of("history.account")
                : Sizes.shortened(line.entry().lease().toString());
    }

    private Node amount(EntryLine line) {
        var words = EntryWords.amount(line.entry(), model.money());
        var label = text(words);
        return words.isEmpty()
                ? label
                : Ui.hint(label, EntryWords.exact(line.entry(), model.money()));
    }

    private Node certain(EntryLine line) {
        var mark = Mark.of(line.entry().trust());
        return Ui.hint(
                row(6, icon(mark.icon(), mark.tone().style()), Ui.text(mark.words(), "muted")),
                Mark.sentence(line.entry().trust(), model.times()));
    }
}
