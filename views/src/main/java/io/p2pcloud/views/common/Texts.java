package io.p2pcloud.views.common;

import java.util.Locale;
import java.util.ResourceBundle;

/// Every text on screen, from one bundle.
public final class Texts {
    private static final ResourceBundle BUNDLE =
            ResourceBundle.getBundle("io.p2pcloud.views.messages", Locale.ROOT);

    private Texts() {}

    /// The text with `{0}`, `{1}` and so on replaced.
    public static String of(String key, Object... arguments) {
        var text = BUNDLE.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }

    /// The text of `key.one` or `key.many`, with the number as `{0}`.
    public static String count(String key, long number) {
        return of(key + (number == 1 ? ".one" : ".many"), Sizes.grouped(number));
    }

    /// The word for a constant: the key is the enum's simple name and the constant's name.
    public static String word(Enum<?> constant) {
        return BUNDLE.getString(
                constant.getDeclaringClass().getSimpleName() + "." + constant.name());
    }
}
