package io.p2pcloud.views.common;

import java.util.Locale;

/// The meaning of a colour. It is never alone: a shape or a word goes with it.
public enum Tone {
    NEUTRAL,
    ACCENT,
    SUCCESS,
    WARNING,
    DANGER;

    /// The class in the style sheets.
    public String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
