package io.p2pcloud.attestation;

import java.util.Collection;

/// How good the evidence is by itself, apart from what this tenant launched and asked.
public enum Grade {
    /// Genuine and sound; notes at most.
    ACCEPTED,
    /// Genuine, with doubts.
    WARN,
    /// Not genuine, not sound, or not verifiable.
    REJECTED;

    /// The same rule as [Verdict#of], over the rows that are about the evidence.
    public static Grade of(Collection<Check> checks) {
        return switch (Checks.worst(checks, reason -> reason.group().aboutEvidence())) {
            case RELEASE -> ACCEPTED;
            case ASK -> WARN;
            case REFUSE -> REJECTED;
        };
    }
}
