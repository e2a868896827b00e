package io.p2pcloud.views.servers;

import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.right;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.tenant.LaunchPhase;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.parts.Spinner;
import io.p2pcloud.views.parts.Ui;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/// One phase of a launch: glyph, name, words, took, usual. Updated in place, several times a
/// second.
final class PhaseLine extends HBox {
    private final StackPane glyph = wide(new StackPane(), 16);
    private final Label name;

    /// At most two lines in a row of this height.
    private final Label words = grow(Ui.para("", "muted"));

    private final Label took = wide(right(text("")), 64);
    private final Label usual = wide(right(text("", "subtle")), 88);
    private LaunchShown.@org.jspecify.annotations.Nullable Look look;

    PhaseLine(LaunchPhase phase) {
        super(12);
        setId("phase-" + phase.name());
        getStyleClass().add("phase");
        setFillHeight(false);
        name = wide(text(Texts.word(phase)), 132);
        words.setMinHeight(0);
        getChildren().addAll(glyph, name, words, took, usual);
    }

    static HBox heading() {
        var line =
                Ui.styled(
                        Ui.row(
                                12,
                                text(Texts.of("launch.phase"), "t12", "muted", "med"),
                                gap(),
                                wide(
                                        right(text(Texts.of("launch.took"), "t12", "muted", "med")),
                                        64),
                                wide(
                                        right(
                                                text(
                                                        Texts.of("launch.usual"),
                                                        "t12",
                                                        "muted",
                                                        "med")),
                                        88)),
                        "phase");
        return Ui.high(line, 28);
    }

    void show(LaunchShown.Row row) {
        if (!row.words().equals(words.getText())) {
            words.setText(row.words());
            words.setTooltip(row.words().isEmpty() ? null : new Tooltip(row.words()));
        }
        took.setText(row.took());
        usual.setText(row.usual());
        setAccessibleText(name.getText() + ", " + Texts.word(row.look()) + ", " + row.words());
        if (look == row.look()) {
            return;
        }
        look = row.look();
        glyph.getChildren().setAll(glyph(row.look()));
        getStyleClass().removeAll("now", "bad");
        name.getStyleClass().removeAll("med", "subtle");
        took.getStyleClass().remove("accent");
        words.getStyleClass()
                .setAll("label", row.look() == LaunchShown.Look.FAILED ? "danger" : "muted");
        name.getStyleClass().add(row.look() == LaunchShown.Look.WAITING ? "subtle" : "med");
        switch (row.look()) {
            case NOW -> {
                getStyleClass().add("now");
                took.getStyleClass().add("accent");
            }
            case FAILED -> getStyleClass().add("bad");
            case WAITING, DONE -> {
                // Neither has a ground of its own.
            }
        }
    }

    private static Node glyph(LaunchShown.Look look) {
        return switch (look) {
            case WAITING -> icon("mdi2c-circle-outline", "subtle");
            case NOW -> new Spinner();
            case DONE -> icon("mdi2c-check-circle", "success");
            case FAILED -> icon("mdi2c-close-circle", "danger");
        };
    }
}
