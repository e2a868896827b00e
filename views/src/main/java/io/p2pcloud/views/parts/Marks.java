package io.p2pcloud.views.parts;

import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Tone;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The trust marks on screen: as chip, glyph or inline words.
public final class Marks {
    private Marks() {}

    /// The mark's shape. A simulated chip has a hatched shield, which no icon font has.
    public static Node icon(Mark mark, String... sizes) {
        return mark == Mark.SIMULATED
                ? Ui.styled(Ui.styled(new Region(), "hatched-shield"), sizes)
                : Ui.styled(Ui.icon(mark.icon(), mark.tone().style()), sizes);
    }

    public static HBox chip(Mark mark) {
        var chip =
                Ui.styled(
                        Ui.row(4, icon(mark, "i14"), Ui.text(mark.words())),
                        "chip",
                        mark.tone().style());
        return Ui.hint(chip, mark.sentence());
    }

    public static Node glyph(Mark mark) {
        var glyph = icon(mark);
        glyph.setAccessibleText(mark.words());
        return Ui.hint(glyph, mark.sentence());
    }

    public static HBox inline(Mark mark, String words) {
        var tone = mark.tone() == Tone.NEUTRAL ? "muted" : mark.tone().style();
        return Ui.row(6, icon(mark), Ui.text(words, tone));
    }
}
