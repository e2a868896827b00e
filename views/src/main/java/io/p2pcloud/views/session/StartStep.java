package io.p2pcloud.views.session;

import java.time.Duration;
import java.util.Optional;

/// One step on the way to a network.
///
/// @param words such as "The market contract"
/// @param took empty unless it is done
public record StartStep(String words, Stage stage, Optional<Duration> took) {
    /// Where a step stands.
    public enum Stage {
        WAITING,
        NOW,
        DONE,
        FAILED
    }
}
