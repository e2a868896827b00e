package io.p2pcloud.release;

import io.p2pcloud.common.Bytes32;

/// What the guest key signs when the data disk is open: which volume, and whether it was formatted.
///
/// @param nonce the session's, so that an answer of an earlier session does not pass
public record BootedTranscript(
        LeaseBoot boot, Bytes32 nonce, Bytes32 volume, int generation, boolean formatted) {
    static final String DOMAIN = "p2pcloud-booted/v1";

    /// SHA-256 over the length-prefixed fields: domain, chain, market, lease, boot, nonce, volume,
    /// generation, formatted (1 or 0).
    public Bytes32 digest() {
        return Transcripts.of(DOMAIN, boot)
                .word(nonce)
                .word(volume)
                .number(generation)
                .number(formatted ? 1 : 0)
                .sha256();
    }
}
