package io.p2pcloud.views.parts;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// One of several: as a list that opens, or as a row of segments.
public final class Choices {
    private Choices() {}

    public static <T> ComboBox<T> list(
            String id, String name, List<T> all, Function<T, String> words, Property<T> chosen) {
        var box = new ComboBox<T>();
        box.setId(id);
        box.setAccessibleText(name);
        box.getItems().setAll(all);
        box.setConverter(converter(box.getItems(), words));
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }

    /// Words for values and back, among the values at hand.
    public static <T> StringConverter<@Nullable T> converter(
            ObservableList<T> all, Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public @Nullable T fromString(String typed) {
                return all.stream()
                        .filter(it -> words.apply(it).equals(typed))
                        .findFirst()
                        .orElse(null);
            }
        };
    }

    /// Segments that follow `chosen` both ways.
    public static <T extends Enum<T>> HBox segments(
            String id, List<T> all, Function<T, String> words, Property<T> chosen) {
        var group = new ToggleGroup();
        var segments = Ui.row(0);
        for (var each : all) {
            var button = new ToggleButton(words.apply(each));
            button.setId(id + "-" + each);
            button.setToggleGroup(group);
            button.getStyleClass().add(pill(each, all));
            button.setMinWidth(Region.USE_PREF_SIZE);
            // The segments and the property live equally long.
            var _ = chosen.subscribe(now -> button.setSelected(now == each));
            button.setOnAction(_ -> {
                button.setSelected(true);
                chosen.setValue(each);
            });
            segments.getChildren().add(button);
        }
        segments.setMinWidth(Region.USE_PREF_SIZE);
        return segments;
    }

    private static <T> String pill(T each, List<T> all) {
        if (each.equals(all.getFirst())) {
            return "left-pill";
        }
        return each.equals(all.getLast()) ? "right-pill" : "center-pill";
    }
}
