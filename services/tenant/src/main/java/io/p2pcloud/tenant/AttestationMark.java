package io.p2pcloud.tenant;

/// How far the tenant's own computer verified the machine; the words on screen are the window's.
public enum AttestationMark {
    /// Nothing was judged yet.
    PENDING,
    /// Verdict RELEASE by a genuine chip.
    ATTESTED,
    /// Verdict ASK, and the user went on.
    ATTESTED_WITH_DOUBTS,
    /// A STANDARD lease: no report exists.
    NOT_ATTESTED,
    /// The report was signed under a test root.
    SIMULATED
}
