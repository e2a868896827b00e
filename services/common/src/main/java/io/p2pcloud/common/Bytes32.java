package io.p2pcloud.common;

import java.math.BigInteger;

/// A 32-byte word: a hash, a lease id, a storage slot.
public record Bytes32(Bytes value) {
    public static final int SIZE = 32;
    public static final Bytes32 ZERO = of(new byte[SIZE]);

    public Bytes32 {
        if (value.size() != SIZE) {
            throw new IllegalArgumentException("expected 32 bytes, got " + value.size());
        }
    }

    public static Bytes32 of(byte[] value) {
        return new Bytes32(Bytes.of(value));
    }

    public static Bytes32 ofHex(String text) {
        return of(Hex.parse(text));
    }

    /// The big-endian word of a number from 0 to 2^256 - 1.
    public static Bytes32 ofNumber(BigInteger number) {
        if (number.signum() < 0 || number.bitLength() > SIZE * 8) {
            throw new IllegalArgumentException("not an unsigned 256-bit number: " + number);
        }
        var word = new byte[SIZE];
        var magnitude = number.toByteArray();
        int length = Math.min(magnitude.length, SIZE);
        System.arraycopy(magnitude, magnitude.length - length, word, SIZE - length, length);
        return of(word);
    }

    public static Bytes32 ofNumber(long number) {
        return ofNumber(BigInteger.valueOf(number));
    }

    public byte[] toArray() {
        return value.toArray();
    }

    /// Read as a big-endian unsigned number.
    public BigInteger toNumber() {
        return new BigInteger(1, value.toArray());
    }

    public String toHex() {
        return value.toHex();
    }

    @Override
    public String toString() {
        return toHex();
    }
}
