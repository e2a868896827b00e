package io.p2pcloud.views.parts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// Words, icons and boxes. Looks live in the style sheets, under the classes given here.
public final class Ui {
    private Ui() {}

    /// A label that is never cut.
    public static Label text(String words, String... classes) {
        var label = new Label(words);
        label.getStyleClass().addAll(classes);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A label that ends in an ellipsis where room is short; the whole shows on hover.
    public static Label brief(String words, String... classes) {
        var label = new Label(words);
        label.getStyleClass().addAll(classes);
        label.setMinWidth(0);
        if (!words.isEmpty()) {
            label.setTooltip(new Tooltip(words));
        }
        return label;
    }

    /// A label that wraps and may be narrow.
    public static Label para(String words, String... classes) {
        var label = new Label(words);
        label.getStyleClass().addAll(classes);
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// Hover words for a label or any other node.
    public static <T extends Node> T hint(T node, String words) {
        Tooltip.install(node, new Tooltip(words));
        return node;
    }

    public static FontIcon icon(String code, String... classes) {
        var icon = new FontIcon(code);
        icon.getStyleClass().addAll(classes);
        return icon;
    }

    /// Side by side, each as high as it likes, centred.
    public static HBox row(double gap, Node... nodes) {
        var box = new HBox(gap, nodes);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setFillHeight(false);
        return box;
    }

    /// Side by side, all as high as the highest: for the columns of a page.
    public static HBox beside(double gap, Node... nodes) {
        var box = row(gap, nodes);
        box.setAlignment(Pos.TOP_LEFT);
        box.setFillHeight(true);
        return box;
    }

    public static VBox col(double gap, Node... nodes) {
        return new VBox(gap, nodes);
    }

    /// Takes what room is left.
    public static Region gap() {
        return grow(new Region());
    }

    public static Region space(double size) {
        return high(wide(new Region(), size), size);
    }

    public static <T extends Node> T grow(T node) {
        HBox.setHgrow(node, Priority.ALWAYS);
        VBox.setVgrow(node, Priority.ALWAYS);
        if (node instanceof Region region) {
            region.setMaxWidth(Double.MAX_VALUE);
        }
        return node;
    }

    public static <T extends Region> T wide(T region, double width) {
        region.setMinWidth(width);
        region.setPrefWidth(width);
        region.setMaxWidth(width);
        return region;
    }

    public static <T extends Region> T high(T region, double height) {
        region.setMinHeight(height);
        region.setPrefHeight(height);
        region.setMaxHeight(height);
        return region;
    }

    public static <T extends Node> T styled(T node, String... classes) {
        node.getStyleClass().addAll(classes);
        return node;
    }

    public static <T extends Node> T id(T node, String id) {
        node.setId(id);
        return node;
    }

    public static Label right(Label label) {
        label.setAlignment(Pos.CENTER_RIGHT);
        return label;
    }

    public static Region line() {
        return styled(new Region(), "line");
    }

    /// Shows or hides a node together with its room.
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /// Equal columns.
    public static GridPane columns(double gap, Node... nodes) {
        var grid = new GridPane(gap, gap);
        for (int i = 0; i < nodes.length; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / nodes.length);
            grid.getColumnConstraints().add(column);
            grid.add(nodes[i], i, 0);
            GridPane.setVgrow(nodes[i], Priority.ALWAYS);
            GridPane.setFillHeight(nodes[i], true);
            if (nodes[i] instanceof Region region) {
                region.setMinWidth(0);
                region.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
            }
        }
        return grid;
    }
}
