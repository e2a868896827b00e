package io.p2pcloud.views.parts;

import io.p2pcloud.views.common.Sizes;
import io.p2pcloud.views.common.Texts;
import javafx.animation.PauseTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/// A hash or address, its middle left out; a click or Enter copies the whole.
public final class CopyLabel extends Label {
    private static final Duration SAID = Duration.seconds(1.5);

    private final String whole;
    private final PauseTransition said = new PauseTransition(SAID);

    public CopyLabel(String whole, String... classes) {
        super(Sizes.shortened(whole));
        this.whole = whole;
        getStyleClass().addAll("mono", "copyable");
        getStyleClass().addAll(classes);
        setMinWidth(Region.USE_PREF_SIZE);
        setTooltip(new Tooltip(Texts.of("copy.hint", whole)));
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(Texts.of("copy.name", whole));
        setFocusTraversable(true);
        said.setOnFinished(_ -> {
            setText(Sizes.shortened(whole));
            getTooltip().setText(Texts.of("copy.hint", whole));
        });
        setOnMouseClicked(event -> {
            copy();
            event.consume();
        });
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                copy();
                event.consume();
            }
        });
    }

    private void copy() {
        Buttons.copy(whole);
        getTooltip().setText(Texts.of("copy.done"));
        setText(Texts.of("copy.done"));
        said.playFromStart();
    }
}
