package io.p2pcloud.attestation;

/// What a check looks at, in the order in which checks are shown.
public enum Group {
    REPORT(true),
    CHIP(true),
    CERTIFICATES(true),
    FIRMWARE(true),
    GUEST_POLICY(true),
    PLATFORM(true),
    IDENTITY(false),
    BINDING(false);

    private final boolean evidence;

    Group(boolean evidence) {
        this.evidence = evidence;
    }

    /// Whether the check judges the evidence by itself, apart from what this tenant asked for.
    public boolean aboutEvidence() {
        return evidence;
    }
}
