package io.p2pcloud.views.parts;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Buttons; each has an id for tests and a name for screen readers.
public final class Buttons {
    private Buttons() {}

    public static Button button(
            String id, String words, @Nullable String icon, Runnable act, String... classes) {
        var button = icon == null ? new Button(words) : new Button(words, Ui.icon(icon));
        button.setId(id);
        button.setAccessibleText(words);
        button.getStyleClass().addAll(classes);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> act.run());
        return button;
    }

    /// The one filled button of a page.
    public static Button accent(String id, String words, @Nullable String icon, Runnable act) {
        return button(id, words, icon, act, "accent");
    }

    /// As wide as its panel.
    public static Button wide(Button button) {
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    /// Only an icon; `name` shows on hover.
    public static Button icon(
            String id, String icon, String name, Runnable act, String... classes) {
        var button = new Button(null, Ui.icon(icon));
        button.setId(id);
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        button.getStyleClass().addAll("icon-only", "flat");
        button.getStyleClass().addAll(classes);
        button.setOnAction(_ -> act.run());
        return button;
    }

    /// Puts text on the clipboard.
    public static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
