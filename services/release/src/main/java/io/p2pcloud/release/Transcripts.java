package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Transcript;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What the transcripts of a boot share.
final class Transcripts {
    private Transcripts() {}

    /// Domain, chain, market, lease, boot.
    static Transcript of(String domain, LeaseBoot boot) {
        return Transcript.of(domain)
                .number(boot.chainId())
                .address(boot.market())
                .word(boot.lease())
                .number(boot.boot());
    }

    static Bytes32 sha256(Bytes bytes) {
        try {
            return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(bytes.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
