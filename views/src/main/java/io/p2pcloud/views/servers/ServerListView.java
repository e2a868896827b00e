package io.p2pcloud.views.servers;

import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.views.common.Page;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.FileDialogs;
import io.p2pcloud.views.parts.PageFrame;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import io.p2pcloud.views.parts.Ui;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/// The list of servers.
public final class ServerListView extends BorderPane {
    private final ServerListModel model;

    public ServerListView(ServerListModel model, FileDialogs dialogs) {
        this.model = model;
        var restore = Restores.button(model.restores(), dialogs, "restore-backup");
        var create =
                Buttons.accent(
                        "create-server", Texts.of("act.create"), "mdi2p-plus", model::create);
        var closed = new CheckBox();
        closed.setId("with-closed");
        closed.selectedProperty().bindBidirectional(model.withClosed());
        closed.textProperty()
                .bind(model.counts().map(it -> Texts.of("servers.closed", it.closed())));
        closed.visibleProperty().bind(model.counts().map(it -> it.closed() > 0));
        setTop(PageFrame.head(Page.SERVERS.title(), closed, restore, create));
        var list = new Slot<>(model.shown(), this::list);
        setCenter(PageFrame.scrolling(Ui.styled(new VBox(Ui.grow(list)), "page")));
        Attach.to(this, model);
    }

    private Node list(List<ServerSnapshot> servers) {
        if (servers.isEmpty()) {
            return Cards.card(
                    States.empty(
                            Page.SERVERS.icon(),
                            Texts.of("servers.empty.title"),
                            Texts.of("servers.empty.words"),
                            Buttons.accent(
                                    "create-first",
                                    Texts.of("act.create.first"),
                                    "mdi2p-plus",
                                    model::create)));
        }
        var card = Cards.flush();
        for (var server : servers) {
            var row = ServerRow.of(server, model.money(), () -> model.open(server));
            if (card.getChildren().isEmpty()) {
                row.getStyleClass().add("first");
            }
            card.getChildren().add(row);
        }
        return new VBox(card);
    }
}
