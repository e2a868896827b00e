package io.p2pcloud.views.servers;

import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.Ui;
import javafx.geometry.Pos;
import javafx.scene.layout.VBox;

/// What a server that is over has cost, by the ledger.
final class SettledCard extends VBox {
    SettledCard(ServerModel model) {
        super(8);
        getStyleClass().add("card");
        var words = model.money();
        var cost =
                new Slot<>(
                        model.cost(),
                        sum ->
                                Cards.stat(
                                        Texts.of("server.cost.all"),
                                        sum.map(words::number).orElse("-"),
                                        words.symbol()));
        cost.setAlignment(Pos.TOP_LEFT);
        getChildren()
                .addAll(
                        Cards.head(Texts.of("server.money")),
                        cost,
                        Ui.para(Texts.of("server.money.over"), "muted"));
    }
}
