package io.p2pcloud.release;

import io.p2pcloud.common.Bytes32;

/// What the guest key signs when the machine shuts down in order: after it, the boot gives no more
/// heartbeats, and the next one may be released.
public record EndedTranscript(LeaseBoot boot) {
    static final String DOMAIN = "p2pcloud-ended/v1";

    /// SHA-256 over the length-prefixed fields: domain, chain, market, lease, boot.
    public Bytes32 digest() {
        return Transcripts.of(DOMAIN, boot).sha256();
    }
}
