package io.p2pcloud.views.parts;

import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.line;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.views.common.Texts;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// Where one is on the way to a new server.
public final class Steps {
    private static final int COUNT = 3;

    private Steps() {}

    /// @param now from 1
    public static HBox of(int now) {
        var steps = row(8);
        for (int i = 1; i <= COUNT; i++) {
            boolean done = i < now;
            boolean here = i == now;
            if (i > 1) {
                steps.getChildren().add(wide(line(), 20));
            }
            var number =
                    new StackPane(
                            done
                                    ? icon("mdi2c-check", "i14", "on")
                                    : text(
                                            String.valueOf(i),
                                            "t12",
                                            "semi",
                                            here ? "on" : "muted"));
            number.getStyleClass().addAll("step", done || here ? "here" : "later");
            steps.getChildren()
                    .addAll(number, text(Texts.of("create.step." + i), here ? "med" : "muted"));
        }
        steps.setAccessibleText(Texts.of("create.step", now, COUNT));
        return steps;
    }
}
