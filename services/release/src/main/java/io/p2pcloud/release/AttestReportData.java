package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Transcript;

/// What a guest has its chip put under the report: the identity and key that were born in it, for
/// the tenant's nonce.
public record AttestReportData(
        AgeRecipient recipient, Secp256k1Key guestKey, Bytes32 nonce, Bytes32 lease, int boot) {
    static final String DOMAIN = "p2pcloud-attest/v1";

    /// SHA-512 over the length-prefixed fields: domain, recipient's text, guest key, nonce, lease,
    /// boot. 64 bytes.
    public Bytes digest() {
        return Transcript.of(DOMAIN)
                .text(recipient.text())
                .bytes(guestKey.value().toArray())
                .word(nonce)
                .word(lease)
                .number(boot)
                .sha512();
    }
}
