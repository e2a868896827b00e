package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Attach;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Cards;
import io.p2pcloud.views.parts.Slot;
import io.p2pcloud.views.parts.States;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;

/// What the machine wrote to its serial port.
final class ConsoleTab extends BorderPane {
    private final ConsoleModel model;

    ConsoleTab(ConsoleModel model) {
        this.model = model;
        setCenter(new Slot<>(model.problem(), this::content));
        Attach.to(this, model);
    }

    private Node content(Optional<Problem> problem) {
        if (problem.isPresent()) {
            var card = Cards.card(States.failed("console", problem.get(), model::again));
            return styled(col(0, grow(card)), "page", "under-tabs");
        }
        var area = new TextArea();
        area.setId("console");
        area.setAccessibleText(Texts.of("console.name"));
        area.setEditable(false);
        area.getStyleClass().add("console");
        area.setPromptText(Texts.of("console.reading"));
        // The area and the model's text live equally long while this tab is kept.
        var _ =
                model.text()
                        .subscribe(all -> {
                            var shown = area.getText();
                            if (all.startsWith(shown) && !shown.isEmpty()) {
                                area.appendText(all.substring(shown.length()));
                            } else {
                                area.setText(all);
                                area.end();
                            }
                        });
        var head =
                row(
                        12,
                        text(Texts.of("console.title"), "semi"),
                        text(Texts.of("console.words"), "t12", "muted"),
                        gap(),
                        Buttons.button(
                                "console-copy",
                                Texts.of("console.copy"),
                                "mdi2c-content-copy",
                                () -> Buttons.copy(area.getText()),
                                "small"));
        return styled(col(8, head, grow(area)), "page", "under-tabs");
    }
}
