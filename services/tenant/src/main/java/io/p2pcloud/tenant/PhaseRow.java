package io.p2pcloud.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One phase of a launch as the screen shows it.
///
/// @param words what is happening or what came of it, in a few words
/// @param usual how long it usually takes
public record PhaseRow(LaunchPhase phase, Progress progress, String words, Duration usual) {
    /// Where a phase stands.
    public sealed interface Progress {
        record Waiting() implements Progress {}

        record Now(Instant since) implements Progress {}

        record Done(Duration took) implements Progress {}

        record Failed(Duration after) implements Progress {}
    }

    /// How long the phase has run or ran; empty before it began.
    public Optional<Duration> elapsed(Instant now) {
        return switch (progress) {
            case Progress.Waiting() -> Optional.empty();
            case Progress.Now(Instant since) -> Optional.of(Duration.between(since, now));
            case Progress.Done(Duration took) -> Optional.of(took);
            case Progress.Failed(Duration after) -> Optional.of(after);
        };
    }
}
