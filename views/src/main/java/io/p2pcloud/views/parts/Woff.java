package io.p2pcloud.views.parts;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks a font in the Web Open Font Format 1.0 (W3C Recommendation, 13 December 2012) to the
/// TrueType file that it was made from.
final class Woff {
    private static final int SIGNATURE = 0x774f4646;
    private static final int HEADER = 44;
    private static final int ENTRY = 20;
    private static final int SFNT_HEADER = 12;
    private static final int SFNT_ENTRY = 16;

    private Woff() {}

    /// @throws IllegalArgumentException when the bytes are no such font
    static byte[] unpack(byte[] woff) {
        try {
            var in = ByteBuffer.wrap(woff);
            if (in.getInt(0) != SIGNATURE) {
                throw new IllegalArgumentException("not a WOFF font");
            }
            int tables = in.getShort(12) & 0xffff;
            var out = ByteBuffer.allocate(in.getInt(16));
            out.putInt(in.getInt(4)).putShort((short) tables);
            int power = Integer.highestOneBit(tables);
            out.putShort((short) (power * SFNT_ENTRY));
            out.putShort((short) Integer.numberOfTrailingZeros(power));
            out.putShort((short) ((tables - power) * SFNT_ENTRY));
            int at = SFNT_HEADER + tables * SFNT_ENTRY;
            for (int i = 0; i < tables; i++) {
                int entry = HEADER + i * ENTRY;
                int length = in.getInt(entry + 12);
                out.putInt(in.getInt(entry))
                        .putInt(in.getInt(entry + 16))
                        .putInt(at)
                        .putInt(length);
                inflate(woff, in.getInt(entry + 4), in.getInt(entry + 8), out.array(), at, length);
                at += (length + 3) & ~3;
            }
            return out.array();
        } catch (IndexOutOfBoundsException
                | java.nio.BufferOverflowException
                | DataFormatException e) {
            throw new IllegalArgumentException("a damaged WOFF font", e);
        }
    }

    private static void inflate(byte[] from, int offset, int packed, byte[] to, int at, int length)
            throws DataFormatException {
        if (packed == length) {
            System.arraycopy(from, offset, to, at, length);
            return;
        }
        try (var inflater = new Inflater()) {
            inflater.setInput(from, offset, packed);
            if (inflater.inflate(to, at, length) != length) {
                throw new DataFormatException("a table is shorter than it says");
            }
        }
    }
}
