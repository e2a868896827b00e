package io.p2pcloud.common;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Fields in a fixed order, each behind its length, so that no two different lists of fields give
/// the same bytes. The first field is the domain, which keeps a signature for one purpose from
/// serving another.
///
/// Encoding: for every field, its length as 4 bytes big-endian, then its bytes. Numbers are 32-byte
/// big-endian words, texts UTF-8.
public final class Transcript {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Transcript() {}

    public static Transcript of(String domain) {
        return new Transcript().text(domain);
    }

    public Transcript text(String field) {
        return bytes(field.getBytes(StandardCharsets.UTF_8));
    }

    public Transcript bytes(byte[] field) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        bytes.writeBytes(field);
        return this;
    }

    public Transcript word(Bytes32 field) {
        return bytes(field.toArray());
    }

    public Transcript address(Address field) {
        return bytes(field.toArray());
    }

    public Transcript number(BigInteger field) {
        return word(Bytes32.ofNumber(field));
    }

    public Transcript number(long field) {
        return number(BigInteger.valueOf(field));
    }

    public byte[] toArray() {
        return bytes.toByteArray();
    }

    public Bytes32 sha256() {
        return Bytes32.of(digest("SHA-256"));
    }

    /// 64 bytes.
    public Bytes sha512() {
        return Bytes.of(digest("SHA-512"));
    }

    private byte[] digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(toArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
