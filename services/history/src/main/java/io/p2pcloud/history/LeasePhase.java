package io.p2pcloud.history;

import io.p2pcloud.market.LeaseState;

/// Where a lease stood when the chain was last read. The names are stored: they never change.
public enum LeasePhase {
    PENDING,
    ACTIVE,
    HALTED,
    INTERRUPTED,
    PAUSED,
    SUSPECT,
    STALE,
    CLOSING,
    CLOSED;

    public static LeasePhase of(LeaseState state) {
        return switch (state) {
            case LeaseState.Pending _ -> PENDING;
            case LeaseState.Active _ -> ACTIVE;
            case LeaseState.Halted _ -> HALTED;
            case LeaseState.Interrupted _ -> INTERRUPTED;
            case LeaseState.Paused _ -> PAUSED;
            case LeaseState.Suspect _ -> SUSPECT;
            case LeaseState.Stale _ -> STALE;
            case LeaseState.Closing _ -> CLOSING;
            case LeaseState.Closed _ -> CLOSED;
        };
    }

    /// Whether nothing more happens to it.
    public boolean isOver() {
        return this == STALE || this == CLOSED;
    }
}
