package io.p2pcloud.views.servers;

import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.Tone;
import io.p2pcloud.views.parts.Bar;
import io.p2pcloud.views.parts.Ui;
import java.time.Duration;
import javafx.scene.layout.VBox;

/// How long a lease is paid for.
final class RunwayBar {
    private static final Duration SOON = Duration.ofDays(7);
    private static final Duration FULL = Duration.ofDays(60);

    private RunwayBar() {}

    static VBox of(Duration left, Times times) {
        var until = times.now().plus(left);
        var words = Ui.text(Texts.of("server.until", times.moment(until)), "muted");
        return Ui.col(
                4,
                Ui.row(
                        0,
                        Ui.text(Texts.of("server.runway")),
                        Ui.gap(),
                        Ui.hint(words, times.utc(until))),
                bar(6, left),
                Ui.text(Texts.of("server.left", Times.span(left)), "t12", "subtle"));
    }

    private static Tone tone(Duration left) {
        return left.compareTo(SOON) < 0 ? Tone.WARNING : Tone.SUCCESS;
    }

    /// The bar alone, for lists.
    static Bar bar(double height, Duration left) {
        return Bar.of(
                height, Math.min(1, left.toSeconds() / (double) FULL.toSeconds()), tone(left));
    }
}
