package io.p2pcloud.lightclient.consensus;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Decodes the raw Snappy block format (google/snappy, format_description.txt), in which official
/// tests are compressed.
public final class Snappy {
    private static final int LIMIT = 64 << 20;
    private static final int LITERAL = 1 << 16;

    private final byte[] in;
    private int position;

    private Snappy(byte[] in) {
        this.in = in;
    }

    static byte[] decode(byte[] compressed) {
        return new Snappy(compressed).decode();
    }

    /// The same bytes in the format, not any shorter.
    public static byte[] encode(byte[] plain) {
        var out = new ByteArrayOutputStream(plain.length + 16);
        int length = plain.length;
        for (; length >= 0x80; length >>>= 7) {
            out.write((length & 0x7f) | 0x80);
        }
        out.write(length);
        for (int at = 0; at < plain.length; at += LITERAL) {
            int size = Math.min(LITERAL, plain.length - at);
            out.write(61 << 2);
            out.write(size - 1);
            out.write((size - 1) >>> 8);
            out.write(plain, at, size);
        }
        return out.toByteArray();
    }

    private byte[] decode() {
        long length = 0;
        int next;
        int shift = 0;
        do {
            next = take();
            length |= (next & 0x7fL) << shift;
            shift += 7;
        } while ((next & 0x80) != 0 && shift < 35);
        if (length > LIMIT) {
            throw new IllegalArgumentException("Snappy block of " + length + " bytes");
        }
        var out = new byte[(int) length];
        int written = 0;
        while (position < in.length) {
            int tag = take();
            if ((tag & 3) == 0) {
                int size = tag >> 2;
                size = (size < 60 ? size : littleEndian(size - 59)) + 1;
                System.arraycopy(in, position, out, written, size);
                position += size;
                written += size;
                continue;
            }
            int size = (tag & 3) == 1 ? (tag >> 2 & 7) + 4 : (tag >> 2) + 1;
            int offset =
                    switch (tag & 3) {
                        case 1 -> (tag >> 5) << 8 | take();
                        case 2 -> littleEndian(2);
                        default -> littleEndian(4);
                    };
            for (int i = 0; i < size; i++, written++) {
                out[written] = out[written - offset];
            }
        }
        return Arrays.copyOf(out, written);
    }

    private int littleEndian(int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= take() << (8 * i);
        }
        return value;
    }

    private int take() {
        return in[position++] & 0xff;
    }
}
