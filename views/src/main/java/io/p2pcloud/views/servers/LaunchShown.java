package io.p2pcloud.views.servers;

import io.p2pcloud.tenant.LaunchFailure;
import io.p2pcloud.tenant.LaunchPhase;
import io.p2pcloud.tenant.LaunchSnapshot;
import io.p2pcloud.tenant.PhaseRow;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A launch as it stands on the screen at one moment. A pure function of snapshot and time.
///
/// @param elapsed since it began, or until it ended
/// @param left what the remaining phases usually take
/// @param done phases completed
record LaunchShown(
        List<Row> rows,
        Duration elapsed,
        Duration left,
        int done,
        LaunchPhase current,
        Optional<LaunchFailure> failure) {
    /// How a phase looks.
    enum Look {
        WAITING,
        NOW,
        DONE,
        FAILED
    }

    /// @param took empty before it began
    record Row(LaunchPhase phase, Look look, String words, String took, String usual) {}

    LaunchShown {
        rows = List.copyOf(rows);
    }

    static LaunchShown of(LaunchSnapshot launch, Instant now) {
        var rows = launch.phases().stream().map(it -> row(it, now, launch.failure())).toList();
        var elapsed = Duration.ZERO;
        var left = Duration.ZERO;
        int done = 0;
        for (var phase : launch.phases()) {
            var took = phase.elapsed(now).orElse(Duration.ZERO);
            elapsed = elapsed.plus(took);
            switch (phase.progress()) {
                case PhaseRow.Progress.Waiting() -> left = left.plus(phase.usual());
                case PhaseRow.Progress.Now(_) -> {
                    var rest = phase.usual().minus(took);
                    left = left.plus(rest.isNegative() ? Duration.ZERO : rest);
                }
                case PhaseRow.Progress.Done(_) -> done++;
                case PhaseRow.Progress.Failed(_) -> {
                    // What comes after a failure comes not at all.
                }
            }
        }
        return new LaunchShown(rows, elapsed, left, done, current(launch), launch.failure());
    }

    double share() {
        return done / (double) rows.size();
    }

    private static LaunchPhase current(LaunchSnapshot launch) {
        return launch.failure()
                .map(LaunchFailure::phase)
                .orElseGet(() ->
                        launch.phases().stream()
                                .filter(it -> !(it.progress() instanceof PhaseRow.Progress.Done))
                                .map(PhaseRow::phase)
                                .findFirst()
                                .orElse(LaunchPhase.SHELL));
    }

    private static Row row(PhaseRow phase, Instant now, Optional<LaunchFailure> failure) {
        var look =
                switch (phase.progress()) {
                    case PhaseRow.Progress.Waiting() -> Look.WAITING;
                    case PhaseRow.Progress.Now(_) -> Look.NOW;
                    case PhaseRow.Progress.Done(_) -> Look.DONE;
                    case PhaseRow.Progress.Failed(_) -> Look.FAILED;
                };
        var words =
                look == Look.WAITING && failure.isPresent()
                        ? Texts.of("launch.not-reached")
                        : phase.words();
        return new Row(
                phase.phase(),
                look,
                words,
                phase.elapsed(now).map(Times::precise).orElse(""),
                Texts.of("launch.about", Times.span(phase.usual())));
    }
}
