package io.p2pcloud.views.parts;

import io.p2pcloud.views.common.Mark;
import io.p2pcloud.views.common.Tone;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/// The trust marks on screen: as chip, glyph or inline words.
public final class Marks {
    private Marks() {}

    public static HBox chip(Mark mark) {
        return Ui.hint(Cards.chip(mark.icon(), mark.words(), mark.tone()), mark.sentence());
    }

    public static Node glyph(Mark mark) {
        var glyph = Ui.icon(mark.icon(), mark.tone().style());
        glyph.setAccessibleText(mark.words());
        return Ui.hint(glyph, mark.sentence());
    }

    public static HBox inline(Mark mark, String words) {
        var tone = mark.tone() == Tone.NEUTRAL ? "muted" : mark.tone().style();
        return Ui.row(6, Ui.icon(mark.icon(), mark.tone().style()), Ui.text(words, tone));
    }
}
