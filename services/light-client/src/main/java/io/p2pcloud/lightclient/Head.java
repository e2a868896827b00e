package io.p2pcloud.lightclient;

/// Which of the two newest proven blocks is meant.
public enum Head {
    /// Finalized by the validators and attested by two thirds of the sync committee: cannot change.
    FINALIZED,
    /// The newest block that two thirds of the sync committee signed: may still be replaced.
    OPTIMISTIC
}
