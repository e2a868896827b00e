package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.row;

import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Choices;
import io.p2pcloud.views.parts.Ui;
import io.p2pcloud.views.session.ImageChoice;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// A fresh system on an empty disk, after the server's name was typed.
final class RebuildCard extends VBox {
    private static final double NAME = 240;

    RebuildCard(MachineModel model, String name, String image) {
        var chosen =
                new SimpleObjectProperty<>(
                        model.images().stream()
                                .filter(it -> it.id().equals(image))
                                .findFirst()
                                .orElse(model.images().getFirst()));
        var images =
                Choices.list(
                        "rebuild-image",
                        Texts.of("server.image"),
                        model.images(),
                        ImageChoice::title,
                        chosen);
        var typed = new TextField();
        typed.setId("rebuild-name");
        typed.setPromptText(name);
        typed.setPrefWidth(NAME);
        var button =
                Buttons.button(
                        "rebuild",
                        Texts.of("rebuild.act", name),
                        "mdi2h-harddisk-remove",
                        () -> {
                            typed.clear();
                            model.rebuild(chosen.get());
                        },
                        "danger");
        button.disableProperty()
                .bind(typed.textProperty().isNotEqualTo(name).or(Upkeeps.blocked(model)));
        var act =
                row(
                        12,
                        Cards.field(Texts.of("server.image"), images),
                        Cards.field(Texts.of("close.type", name), typed),
                        button);
        act.setAlignment(Pos.BOTTOM_LEFT);
        getChildren()
                .setAll(
                        Cards.card(
                                Cards.head(Texts.of("rebuild.title")),
                                Ui.para(Texts.of("rebuild.lost", name)),
                                Ui.para(Texts.of("rebuild.kept"), "muted"),
                                Ui.space(4),
                                act));
    }
}
