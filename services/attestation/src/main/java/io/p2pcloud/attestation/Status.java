package io.p2pcloud.attestation;

/// How one check ended.
public enum Status {
    PASS,
    /// Worth knowing; never a question to the user.
    NOTE,
    /// A doubt that a person must decide on.
    WARN,
    FAIL,
    /// Nothing was found out: not asked for, or what it needs was missing.
    NOT_RUN
}
