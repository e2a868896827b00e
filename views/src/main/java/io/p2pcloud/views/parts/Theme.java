package io.p2pcloud.views.parts;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;

/// Light or dark: AtlantaFX's Primer with our tokens on top.
public enum Theme {
    LIGHT,
    DARK;

    private static final List<String> SHEETS =
            List.of("tokens", "words", "controls", "cards", "frame");

    /// Dresses a scene, and every window that opens later.
    public void dress(Scene scene) {
        Application.setUserAgentStylesheet(
                switch (this) {
                    case LIGHT -> new PrimerLight().getUserAgentStylesheet();
                    case DARK -> new PrimerDark().getUserAgentStylesheet();
                });
        if (scene.getStylesheets().isEmpty()) {
            SHEETS.forEach(sheet -> scene.getStylesheets().add(url(sheet)));
        }
        var classes = scene.getRoot().getStyleClass();
        classes.removeAll("light", "dark");
        classes.add(this == LIGHT ? "light" : "dark");
    }

    private static String url(String sheet) {
        var resource = Theme.class.getResource("/io/p2pcloud/views/css/" + sheet + ".css");
        return Objects.requireNonNull(resource, sheet).toExternalForm();
    }
}
