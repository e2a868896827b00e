package io.p2pcloud.views.parts;

import static io.p2pcloud.views.parts.Ui.gap;
import static io.p2pcloud.views.parts.Ui.high;
import static io.p2pcloud.views.parts.Ui.icon;
import static io.p2pcloud.views.parts.Ui.row;
import static io.p2pcloud.views.parts.Ui.styled;
import static io.p2pcloud.views.parts.Ui.text;
import static io.p2pcloud.views.parts.Ui.wide;

import io.p2pcloud.views.common.Problem;
import io.p2pcloud.views.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// What stands where the content of a page will be, is missing or could not be had.
public final class States {
    private static final double SENTENCE = 344;
    private static final double[] BONES = {96, 128, 80, 112, 104};

    private States() {}

    /// What belongs here, why there is none, and the one thing to do.
    public static VBox empty(String icon, String title, String sentence, Node... acts) {
        return state(icon, "accent", title, sentence, acts);
    }

    /// What failed and what to do; the details can be copied under a short code.
    public static VBox failed(String id, Problem problem, Runnable again) {
        return state(
                "mdi2a-alert-outline",
                "warning",
                Texts.of("failed.title"),
                problem.sentence(),
                Buttons.button(id + "-again", Texts.of("failed.again"), "mdi2r-restart", again),
                Buttons.button(
                        id + "-details",
                        Texts.of("failed.details", problem.code()),
                        null,
                        () -> Buttons.copy(problem.details()),
                        "flat"));
    }

    private static VBox state(
            String icon, String tone, String title, String sentence, Node... acts) {
        var words = Ui.para(sentence, "muted");
        words.setTextAlignment(TextAlignment.CENTER);
        words.setAlignment(Pos.CENTER);
        words.setMaxWidth(SENTENCE);
        var buttons = row(8, acts);
        buttons.setAlignment(Pos.CENTER);
        var state =
                Ui.col(
                        8,
                        styled(new StackPane(icon(icon, "i28", tone)), "disc"),
                        text(title, "t15", "semi"),
                        words,
                        buttons);
        state.setAlignment(Pos.CENTER);
        state.setMinHeight(Region.USE_PREF_SIZE);
        return Ui.grow(state);
    }

    /// Grey rows in place of a list, and what is being read.
    public static VBox reading(String words, int rows) {
        var list = Ui.col(0, styled(row(8, text(words, "t12", "muted")), "row", "first"));
        for (int i = 0; i < rows; i++) {
            list.getChildren()
                    .add(
                            styled(
                                    row(
                                            12,
                                            bone(16, 16),
                                            bone(BONES[i % BONES.length], 8),
                                            gap(),
                                            bone(40, 8),
                                            bone(48, 8)),
                                    "row"));
        }
        return list;
    }

    private static Region bone(double width, double height) {
        return styled(high(wide(new Region(), width), height), "bone");
    }
}
