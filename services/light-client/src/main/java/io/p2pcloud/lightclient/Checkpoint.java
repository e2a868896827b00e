package io.p2pcloud.lightclient;

import io.p2pcloud.common.Bytes32;

/// The beacon block root from which everything else is derived, and where it came from.
public record Checkpoint(Bytes32 root, Source source) {
    public enum Source {
        /// Shipped with the program.
        RELEASE,
        /// The finalized block of an earlier run on this machine.
        OWN_STORE,
        /// Given by the user just now: what was proven before counts no more.
        PASTED,
        /// Given by the user for good, in the settings: what was proven on from it goes first.
        CHOSEN,
        /// Computed from the development committee; only on the development network.
        DEVELOPMENT
    }
}
