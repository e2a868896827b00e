package io.p2pcloud.views.parts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The two typefaces, unpacked into the resources by the build: Inter for words (its digits made
/// equally wide), JetBrains Mono for hashes and the terminal.
public final class Fonts {
    /// The family of the terminal.
    public static final String MONO = "JetBrains Mono";

    private static final String FOLDER = "/io/p2pcloud/views/fonts/";
    private static final List<String> INTER =
            List.of(
                    "inter/inter-latin-400-normal.woff",
                    "inter/inter-latin-500-normal.woff",
                    "inter/inter-latin-600-normal.woff");
    private static final List<String> JETBRAINS_MONO =
            List.of(
                    "jetbrains-mono/JetBrainsMono-Regular.ttf",
                    "jetbrains-mono/JetBrainsMono-Bold.ttf");

    private Fonts() {}

    /// Makes them known to the style sheets; once, before the first scene.
    public static List<Font> load() {
        var inter = INTER.stream().map(it -> loaded(TabularDigits.in(Woff.unpack(read(it)))));
        var mono = JETBRAINS_MONO.stream().map(it -> loaded(read(it)));
        return java.util.stream.Stream.concat(inter, mono).toList();
    }

    static byte[] read(String name) {
        try (var in = Fonts.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks the font " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Font loaded(byte[] font) {
        var made = Font.loadFont(new ByteArrayInputStream(font), 13);
        if (made == null) {
            throw new IllegalStateException("JavaFX cannot read a font of this build");
        }
        return made;
    }
}
