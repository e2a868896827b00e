package io.p2pcloud.tenant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A launch at one moment: its seven phases, since when it runs, and its failure if it failed.
public record LaunchSnapshot(
        Instant started, List<PhaseRow> phases, Optional<LaunchFailure> failure) {
    public LaunchSnapshot {
        phases = List.copyOf(phases);
        if (phases.size() != LaunchPhase.values().length) {
            throw new IllegalArgumentException("a launch has one row for each phase");
        }
    }

    /// True once the shell answered.
    public boolean complete() {
        return phases.getLast().progress() instanceof PhaseRow.Progress.Done;
    }
}
