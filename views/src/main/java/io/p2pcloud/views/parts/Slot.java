package io.p2pcloud.views.parts;

import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/// Shows what a function makes of the present value, made anew at each change of it. Equal values
/// change nothing, so focus stays where it is.
public final class Slot<T> extends StackPane {
    // Kept, because the subscription must live as long as the slot.
    private final ObservableValue<T> value;

    public Slot(ObservableValue<T> value, Function<? super T, ? extends Node> shown) {
        this.value = value;
        setMinWidth(0);
        getStyleClass().add("slot");
        var _ =
                this.value.subscribe(now -> {
                    var content = shown.apply(now);
                    getChildren().setAll(content);
                    // What is hidden takes no room, nor the gap before it.
                    setManaged(content.isManaged());
                });
    }
}
