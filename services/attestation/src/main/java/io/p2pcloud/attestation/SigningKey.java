package io.p2pcloud.attestation;

/// Which key signed a report (AMD 56860, 7.3, ATTESTATION_REPORT, SIGNING_KEY).
public enum SigningKey {
    /// The chip's own, derived from its fuses and firmware levels.
    VCEK,
    /// One that AMD gave to a cloud operator, the same for many chips.
    VLEK,
    /// No signature.
    NONE,
    /// A value that the specification keeps for later.
    RESERVED
}
