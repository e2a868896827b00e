package io.p2pcloud.views.trust;

import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Tables;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.trust.TrustShown.EndpointLine;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// The servers that are asked, and how they behaved.
final class EndpointTable extends VBox {
    private static final double ROW = 32;
    private static final double HEADER = 34;
    private static final int MOST_ROWS = 8;

    EndpointTable(List<EndpointLine> endpoints) {
        getStyleClass().addAll("card", "flush");
        var table = Tables.<EndpointLine>table("endpoints", Texts.of("trustpage.endpoints"));
        table.getItems().setAll(endpoints);
        table.getColumns()
                .setAll(
                        List.of(
                                Tables.nodes(
                                        Texts.of("trustpage.endpoint"),
                                        204,
                                        EndpointTable::name,
                                        "lead"),
                                Tables.words(
                                        Texts.of("trustpage.gives"),
                                        98,
                                        EndpointLine::gives,
                                        "dim"),
                                Tables.words(
                                        Texts.of("trustpage.answered"),
                                        72,
                                        it -> Sizes.grouped(it.answered()),
                                        "num"),
                                Tables.words(
                                        Texts.of("trustpage.failed"),
                                        64,
                                        it -> Sizes.grouped(it.failed()),
                                        "num"),
                                Tables.nodes(
                                        Texts.of("trustpage.wrong"),
                                        64,
                                        EndpointTable::refused,
                                        "num"),
                                Tables.nodes(
                                        Texts.of("trustpage.state"),
                                        186,
                                        EndpointTable::state,
                                        "tail")));
        Ui.high(table, HEADER + ROW * Math.clamp(endpoints.size(), 1, MOST_ROWS) + 2);
        getChildren()
                .setAll(
                        Cards.head(
                                Texts.of("trustpage.endpoints"),
                                text(Texts.of("trustpage.endpoints.words"), "t12", "muted")),
                        table);
    }

    private static Node name(EndpointLine line) {
        return row(8, Cards.led(line.tone()), Ui.brief(line.name()));
    }

    private static Node refused(EndpointLine line) {
        return text(Sizes.grouped(line.refused()), line.refused() == 0 ? "muted" : "danger");
    }

    private static Node state(EndpointLine line) {
        var words = Ui.brief(line.state());
        return line.more().isEmpty() ? words : Ui.hint(words, line.more());
    }
}
