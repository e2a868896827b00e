package io.p2pcloud.tenant;

import io.p2pcloud.tenant.PhaseRow.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the rows of a launch while it runs. Phases run one after another; entering one completes
/// those before it.
final class LaunchProgress {
    private final InstantSource clock;
    private final Runnable changed;
    private final Instant started;
    private final Map<LaunchPhase, PhaseRow> rows = new EnumMap<>(LaunchPhase.class);
    private Optional<LaunchFailure> failure = Optional.empty();

    LaunchProgress(InstantSource clock, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
        started = clock.instant();
        all(new Progress.Waiting()).forEach(row -> rows.put(row.phase(), row));
    }

    /// All phases done: a server that was launched before this program started.
    static LaunchSnapshot earlier(Instant created) {
        return new LaunchSnapshot(created, all(new Progress.Done(Duration.ZERO)), Optional.empty());
    }

    /// A server whose launch failed before this program started.
    ///
    /// @param why null where that is not known
    static LaunchSnapshot failed(Instant created, @Nullable LaunchFailure why) {
        if (why == null) {
            return earlier(created);
        }
        var rows =
                Arrays.stream(LaunchPhase.values())
                        .map(phase -> row(phase, until(phase, why.phase())))
                        .toList();
        return new LaunchSnapshot(created, rows, Optional.of(why));
    }

    private static Progress until(LaunchPhase phase, LaunchPhase failed) {
        if (phase == failed) {
            return new Progress.Failed(Duration.ZERO);
        }
        return phase.compareTo(failed) < 0
                ? new Progress.Done(Duration.ZERO)
                : new Progress.Waiting();
    }

    /// No phase begun yet: a launch that this program is about to go on with.
    static LaunchSnapshot ahead(Instant created) {
        return new LaunchSnapshot(created, all(new Progress.Waiting()), Optional.empty());
    }

    private static List<PhaseRow> all(Progress progress) {
        return Arrays.stream(LaunchPhase.values()).map(phase -> row(phase, progress)).toList();
    }

    private static PhaseRow row(LaunchPhase phase, Progress progress) {
        return new PhaseRow(phase, progress, "", phase.usual());
    }

    /// A phase that is under way already goes on with other words.
    void enter(LaunchPhase phase, String words) {
        synchronized (this) {
            for (var row : List.copyOf(rows.values())) {
                if (row.phase().compareTo(phase) < 0) {
                    finish(row);
                }
            }
            boolean under = row(phase).progress() instanceof Progress.Now;
            set(phase, under ? row(phase).progress() : new Progress.Now(clock.instant()), words);
        }
        changed.run();
    }

    void words(LaunchPhase phase, String words) {
        synchronized (this) {
            set(phase, row(phase).progress(), words);
        }
        changed.run();
    }

    void complete() {
        synchronized (this) {
            List.copyOf(rows.values()).forEach(this::finish);
        }
        changed.run();
    }

    void fail(LaunchFailure why) {
        synchronized (this) {
            failure = Optional.of(why);
            var row = row(why.phase());
            var elapsed = row.elapsed(clock.instant()).orElse(Duration.ZERO);
            set(why.phase(), new Progress.Failed(elapsed), row.words());
        }
        changed.run();
    }

    synchronized LaunchPhase current() {
        return rows.values().stream()
                .filter(row -> row.progress() instanceof Progress.Now)
                .map(PhaseRow::phase)
                .findFirst()
                .orElse(LaunchPhase.ORDER);
    }

    synchronized LaunchSnapshot snapshot() {
        return new LaunchSnapshot(started, List.copyOf(rows.values()), failure);
    }

    private void finish(PhaseRow row) {
        if (row.progress() instanceof Progress.Now(Instant since)) {
            set(
                    row.phase(),
                    new Progress.Done(Duration.between(since, clock.instant())),
                    row.words());
        } else if (row.progress() instanceof Progress.Waiting) {
            set(row.phase(), new Progress.Done(Duration.ZERO), row.words());
        }
    }

    private PhaseRow row(LaunchPhase phase) {
        return Objects.requireNonNull(rows.get(phase), "every phase has a row");
    }

    private void set(LaunchPhase phase, Progress progress, String words) {
        rows.put(phase, new PhaseRow(phase, progress, words, phase.usual()));
    }
}
