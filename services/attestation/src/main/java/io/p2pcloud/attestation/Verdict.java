package io.p2pcloud.attestation;

import java.util.Collection;

/// Whether the keys may leave, from best to worst. It follows from the rows alone.
public enum Verdict {
    /// Every mandatory check ran; nothing is in doubt.
    RELEASE,
    /// Sound but for doubts that the user must weigh.
    ASK,
    /// Something is wrong, or something that had to be checked was not.
    REFUSE;

    /// Any FAIL or mandatory NOT_RUN refuses, else any WARN asks, else the keys are released. A
    /// reason without a row counts as not run.
    public static Verdict of(Collection<Check> checks) {
        return Checks.worst(checks, reason -> true);
    }
}
