package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;

/// Numbers as AMD's firmware writes them.
final class LittleEndian {
    private LittleEndian() {}

    static int u8(Bytes bytes, int offset) {
        return bytes.at(offset) & 0xff;
    }

    static long u32(Bytes bytes, int offset) {
        return u64(bytes, offset, Integer.BYTES);
    }

    static long u64(Bytes bytes, int offset) {
        return u64(bytes, offset, Long.BYTES);
    }

    static boolean isZero(Bytes bytes, int from, int to) {
        int any = 0;
        for (int i = from; i < to; i++) {
            any |= bytes.at(i);
        }
        return any == 0;
    }

    private static long u64(Bytes bytes, int offset, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = (value << 8) | u8(bytes, offset + i);
        }
        return value;
    }
}
