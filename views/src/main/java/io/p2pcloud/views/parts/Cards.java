package io.p2pcloud.views.parts;

import static io.p2pcloud.views.parts.Ui.col;
import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.grow;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.para;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;

import io.p2pcloud.views.common.Tone;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Card, fact, stat, chip and banner.
public final class Cards {
    private static final double FACT_HEIGHT = 24;
    private static final double BANNER_LINES = 22;

    private Cards() {}

    public static HBox head(String title, Node... tools) {
        var head = styled(row(8, text(title, "semi"), gap()), "card-head");
        head.getChildren().addAll(tools);
        if (tools.length > 0 && tools[tools.length - 1] instanceof Label label) {
            HBox.setMargin(label, new Insets(0, 8, 0, 0));
        }
        return head;
    }

    /// A padded card.
    public static VBox card(Node... body) {
        return styled(col(8, body), "card");
    }

    /// A card whose rows reach its edges.
    public static VBox flush(Node... body) {
        return styled(col(0, body), "card", "flush");
    }

    /// A caption over one large value and its unit.
    public static VBox stat(String caption, String value, String unit) {
        var figure = row(4, text(value, "t20", "semi"), Ui.brief(unit, "muted"));
        figure.setAlignment(Pos.BASELINE_LEFT);
        return col(4, text(caption, "t12", "muted"), figure);
    }

    /// A small icon and one line beneath a stat.
    public static HBox note(String icon, Tone tone, String words) {
        return row(6, icon(icon, "i14", tone.style()), grow(para(words, "t12", "muted")));
    }

    /// Caption left, value right.
    public static HBox fact(String name, String value, String... classes) {
        return fact(name, text(value, classes));
    }

    public static HBox fact(String name, Node value) {
        var line = row(8, Ui.brief(name, "muted"), gap(), value);
        line.setMinHeight(FACT_HEIGHT);
        return line;
    }

    /// A caption over a value, for a row of facts.
    public static VBox cell(String name, Node value) {
        return grow(col(2, text(name, "t12", "muted"), value));
    }

    public static HBox chip(String icon, String words, Tone tone) {
        return styled(row(4, icon(icon, tone.style()), text(words)), "chip", tone.style());
    }

    public static HBox banner(Tone tone, String icon, String words, String more, Node... tools) {
        var lines = col(0, para(words, "med"));
        if (!more.isEmpty()) {
            lines.getChildren().add(para(more, "t12", "muted"));
        }
        var banner =
                styled(
                        row(12, icon(icon, "i20", tone.style()), grow(lines)),
                        "banner",
                        tone.style());
        banner.setFillHeight(true);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinHeight(BANNER_LINES);
        banner.getChildren().addAll(tools);
        banner.setMinHeight(Region.USE_PREF_SIZE);
        return banner;
    }

    public static Region led(Tone tone) {
        return styled(new Region(), "led", tone.style());
    }

    /// A caption over a control, for forms; the control's accessible name is the caption.
    public static VBox field(String name, Node control) {
        control.setAccessibleText(name);
        var caption = text(name, "field-label");
        caption.setLabelFor(control);
        return col(4, caption, control);
    }
}
