package io.p2pcloud.views.shell;

import io.p2pcloud.views.common.Notices;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Buttons;
import io.p2pcloud.views.parts.Ui;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// Notices at the window's lower right edge. A failure stays until it is dismissed, anything else
/// goes by itself.
final class NoticeStack extends VBox implements Notices {
    private static final Duration STAYS = Duration.seconds(6);
    private static final int MOST = 4;

    NoticeStack() {
        super(8);
        setId("notices");
        setAlignment(Pos.BOTTOM_RIGHT);
        setPickOnBounds(false);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    @Override
    public void say(Tone tone, String words) {
        var notice = Ui.row(12, Ui.icon(icon(tone), "i20", tone.style()), Ui.grow(Ui.para(words)));
        notice.setFillHeight(true);
        notice.getStyleClass().addAll("overlay", "notice");
        notice.setAccessibleRole(AccessibleRole.TEXT);
        notice.setAccessibleText(words);
        notice.getChildren()
                .add(
                        Buttons.icon(
                                "notice-dismiss",
                                "mdi2c-close",
                                Texts.of("notice.dismiss"),
                                () -> getChildren().remove(notice),
                                "small"));
        if (getChildren().size() >= MOST) {
            getChildren().removeFirst();
        }
        getChildren().add(notice);
        if (tone != Tone.DANGER) {
            leaveLater(notice);
        }
    }

    private void leaveLater(Node notice) {
        var pause = new PauseTransition(STAYS);
        pause.setOnFinished(_ -> getChildren().remove(notice));
        pause.play();
    }

    private static String icon(Tone tone) {
        return switch (tone) {
            case NEUTRAL, ACCENT -> "mdi2i-information-outline";
            case SUCCESS -> "mdi2c-check-circle";
            case WARNING -> "mdi2a-alert-outline";
            case DANGER -> "mdi2c-close-circle";
        };
    }
}
