package io.p2pcloud.views.parts;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.RotateTransition;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.util.Duration;

/// A 16 px ring that turns while something goes on; words stand beside it always.
public final class Spinner extends StackPane {
    private final RotateTransition turning;

    public Spinner() {
        var ring = new Circle(8, 8, 6);
        ring.setFill(null);
        ring.setStrokeWidth(2);
        ring.setStyle("-fx-stroke: -color-accent-muted;");
        var arc = new Arc(8, 8, 6, 6, 90, -110);
        arc.setFill(null);
        arc.setStrokeWidth(2);
        arc.setType(ArcType.OPEN);
        arc.setStyle("-fx-stroke: -color-accent-emphasis; -fx-stroke-line-cap: round;");
        var shapes = new javafx.scene.layout.Pane(ring, arc);
        Ui.high(Ui.wide(shapes, 16), 16);
        getChildren().setAll(shapes);
        Ui.high(Ui.wide(this, 16), 16);
        turning = new RotateTransition(Duration.seconds(1.2), shapes);
        turning.setByAngle(360);
        turning.setCycleCount(Animation.INDEFINITE);
        turning.setInterpolator(Interpolator.LINEAR);
        sceneProperty()
                .addListener((_, _, scene) -> {
                    if (scene == null) {
                        turning.stop();
                    } else {
                        turning.play();
                    }
                });
    }
}
