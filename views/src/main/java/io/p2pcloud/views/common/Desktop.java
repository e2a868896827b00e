package io.p2pcloud.views.common;

import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;

/// What the desktop tells every application.
public final class Desktop {
    private Desktop() {}

    /// Light or dark, as it is now and when it changes. For the window's thread.
    public static ObservableValue<ColorScheme> colorScheme() {
        return Platform.getPreferences().colorSchemeProperty();
    }
}
