package io.p2pcloud.views.parts;

import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.session.StartStep;
import io.p2pcloud.views.session.StartStep.Stage;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The steps on the way to a network.
public final class StartSteps extends VBox {
    public StartSteps(List<StartStep> steps) {
        setId("start-steps");
        for (var step : steps) {
            var line =
                    styled(
                            row(
                                    12,
                                    wide(new StackPane(glyph(step.stage())), 16),
                                    text(
                                            step.words(),
                                            step.stage() == Stage.WAITING ? "subtle" : "med"),
                                    gap(),
                                    text(step.took().map(Times::precise).orElse(""), "muted")),
                            "phase");
            if (step.stage() == Stage.NOW) {
                line.getStyleClass().add("now");
            }
            if (step.stage() == Stage.FAILED) {
                line.getStyleClass().add("bad");
            }
            getChildren().add(line);
        }
    }

    private static Node glyph(Stage stage) {
        return switch (stage) {
            case WAITING -> icon("mdi2c-circle-outline", "subtle");
            case NOW -> new Spinner();
            case DONE -> icon("mdi2c-check-circle", "success");
            case FAILED -> icon("mdi2c-close-circle", "danger");
        };
    }
}
