package io.p2pcloud.common;

import java.util.Arrays;

/// An immutable run of bytes with value equality, so that records can carry bytes.
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /// Copies `value`.
    public static Bytes of(byte[] value) {
        return value.length == 0 ? EMPTY : new Bytes(value.clone());
    }

    /// Reads hexadecimal digits, with or without `0x`.
    public static Bytes ofHex(String text) {
        return of(Hex.parse(text));
    }

    /// A fresh copy.
    public byte[] toArray() {
        return value.clone();
    }

    public int size() {
        return value.length;
    }

    public byte at(int index) {
        return value[index];
    }

    /// The bytes from `from` (inclusive) to `to` (exclusive).
    public Bytes slice(int from, int to) {
        return of(Arrays.copyOfRange(value, from, to));
    }

    public String toHex() {
        return Hex.of(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return toHex();
    }
}
