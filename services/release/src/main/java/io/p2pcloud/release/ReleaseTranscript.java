package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;

/// What the launch key signs when it lets a guest have its payload: this payload, for this
/// identity, on the strength of this report, in this session of this boot.
public record ReleaseTranscript(
        LeaseBoot boot, Bytes32 nonce, AgeRecipient recipient, Bytes report, Bytes sealed) {
    static final String DOMAIN = "p2pcloud-release/v1";

    /// SHA-256 over the length-prefixed fields: domain, chain, market, lease, boot, nonce,
    /// recipient's text, SHA-256(report; of nothing when there is none), SHA-256(sealed).
    public Bytes32 digest() {
        return Transcripts.of(DOMAIN, boot)
                .word(nonce)
                .text(recipient.text())
                .word(Transcripts.sha256(report))
                .word(Transcripts.sha256(sealed))
                .sha256();
    }
}
