package io.p2pcloud.attestation.measurement;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

final class Sha {
    private Sha() {}

    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
