package io.p2pcloud.views.create;

import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.parts.Ui;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A card whose content opens beneath its title.
final class Drawer extends VBox {
    Drawer(String id, String title, Region content) {
        getStyleClass().addAll("card", "flush");
        var chevron = icon("mdi2c-chevron-right");
        var head = new ToggleButton(null, row(8, chevron, text(title, "semi"), gap()));
        head.setId(id);
        head.setAccessibleText(title);
        head.getStyleClass().add("drawer-head");
        head.setMaxWidth(Double.MAX_VALUE);
        Ui.show(content, false);
        head.selectedProperty()
                .addListener((_, _, open) -> {
                    Ui.show(content, open);
                    chevron.setIconLiteral(open ? "mdi2c-chevron-down" : "mdi2c-chevron-right");
                });
        getChildren().addAll(head, content);
        setMinHeight(USE_PREF_SIZE);
    }
}
