package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes32;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

final class Digests {
    private Digests() {}

    static Bytes32 sha256(byte[] bytes) {
        try {
            return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
