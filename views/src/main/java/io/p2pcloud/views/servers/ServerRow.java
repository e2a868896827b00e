package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.brief;
import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.hint;
import static io.p2pcloud.views.parts.Ui.right;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.space;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Marks;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One server as a line of a list: state, mark, size, runway, price.
public final class ServerRow {
    private ServerRow() {}

    public static Button of(ServerSnapshot server, Money money, Runnable open) {
        var state = ServerWords.state(server.state());
        var name =
                wide(
                        row(
                                12,
                                Cards.led(ServerWords.tone(server.state())),
                                col(
                                        0,
                                        brief(server.spec().name(), "med"),
                                        text(state, "t12", "muted"))),
                        148);
        var mark = wide(row(0, Marks.chip(Mark.of(server.mark()))), 156);
        var line =
                row(
                        0,
                        name,
                        mark,
                        brief(Sizes.unit(server.unit()), "muted"),
                        update(server),
                        gap(),
                        runway(server),
                        price(server, money));
        var button = new Button(null, line);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setId("server-" + server.spec().name());
        button.setAccessibleText(server.spec().name() + ", " + state);
        button.getStyleClass().addAll("row", "tall");
        line.setMinWidth(0);
        line.prefWidthProperty().bind(button.widthProperty().subtract(32));
        button.setOnAction(_ -> open.run());
        return button;
    }

    /// A mark where a newer boot bundle waits.
    private static Region update(ServerSnapshot server) {
        var release = server.upkeep().update();
        if (release.isEmpty() || server.state() instanceof ServerState.Closed) {
            return new Region();
        }
        return hint(
                row(0, space(12), Upkeeps.updateChip()),
                Texts.of("machine.update.words", release.get()));
    }

    private static Region runway(ServerSnapshot server) {
        var runway = server.money().flatMap(it -> it.runway());
        if (runway.isEmpty() || server.state() instanceof ServerState.Closed) {
            return wide(new VBox(), 88);
        }
        var left = runway.get();
        return wide(
                hint(
                        col(4, text(Times.span(left), "t12"), RunwayBar.bar(4, left)),
                        Texts.of("server.runway.hint")),
                88);
    }

    private static HBox price(ServerSnapshot server, Money money) {
        var rate = server.money().map(it -> money.perMonth(it.rate())).orElse("");
        var unit = rate.isEmpty() ? "" : Texts.of("money.month", money.symbol());
        var mark =
                server.money()
                        .<Node>map(it -> Marks.glyph(Mark.of(it.trust())))
                        .orElseGet(Region::new);
        return row(
                4,
                wide(row(8, new Region(), mark), 28),
                wide(right(text(rate, "med")), 64),
                wide(text(unit, "t12", "muted"), 68));
    }
}
