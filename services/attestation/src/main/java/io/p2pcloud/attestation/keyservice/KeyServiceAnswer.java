package io.p2pcloud.attestation.keyservice;

import io.p2pcloud.common.Bytes;

/// What came of one question to AMD's key service.
public sealed interface KeyServiceAnswer {
    record Found(Bytes bytes) implements KeyServiceAnswer {}

    /// @param sentence what to do now
    record NotFound(Cause cause, String sentence) implements KeyServiceAnswer {}

    /// Why nothing came.
    enum Cause {
        /// AMD knows no such chip, or not at these firmware levels.
        UNKNOWN_CHIP,
        /// AMD asks for patience, and we had it as long as was sensible.
        TOO_MANY_REQUESTS,
        /// No answer, or none of use.
        UNREACHABLE,
        /// The caller asked to stay offline.
        OFFLINE
    }
}
