package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;

/// The public half of an age identity: an X25519 key as bech32 text, `age1` and 58 more characters
/// (C2SP age, "The X25519 recipient type"). Only the one canonical, lower-case form is accepted.
public record AgeRecipient(String text) {
    private static final String PREFIX = "age";
    private static final int LENGTH = 62;

    public AgeRecipient {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "an age recipient has 62 characters, got " + text.length());
        }
        new Bytes32(Bech32.decode(PREFIX, text));
    }

    /// @param publicKey the little-endian u-coordinate (RFC 7748), 32 bytes
    public static AgeRecipient of(Bytes publicKey) {
        return new AgeRecipient(Bech32.encode(PREFIX, new Bytes32(publicKey).value()));
    }

    /// The little-endian u-coordinate (RFC 7748).
    public Bytes32 publicKey() {
        return new Bytes32(Bech32.decode(PREFIX, text));
    }

    @Override
    public String toString() {
        return text;
    }
}
