package io.p2pcloud.views.parts;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// Gives the ten digits of a TrueType font one width, so that numbers line up in columns: JavaFX
/// cannot ask a font for its tabular figures. Only the horizontal metrics change (OpenType 1.9,
/// "hmtx"): each digit gets the widest digit's advance and stands in its middle.
final class TabularDigits {
    private static final int TTF = 0x00010000;
    private static final int CMAP = 0x636d6170;
    private static final int HHEA = 0x68686561;
    private static final int HMTX = 0x686d7478;

    private final ByteBuffer font;
    private final Map<Integer, Integer> tables = new HashMap<>();

    private TabularDigits(byte[] font) {
        this.font = ByteBuffer.wrap(font);
        int count = this.font.getShort(4) & 0xffff;
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            tables.put(this.font.getInt(entry), this.font.getInt(entry + 8));
        }
    }

    /// A copy of the font.
    ///
    /// @throws IllegalArgumentException when it is no TrueType font or lacks the digits
    static byte[] in(byte[] font) {
        var copy = font.clone();
        try {
            var digits = new TabularDigits(copy);
            if (digits.font.getInt(0) != TTF) {
                throw new IllegalArgumentException("not a TrueType font");
            }
            digits.widen();
            return copy;
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a damaged font", e);
        }
    }

    /// The advance of each digit in font units.
    static int[] advances(byte[] font) {
        var digits = new TabularDigits(font);
        var found = new int[10];
        for (int i = 0; i < found.length; i++) {
            found[i] = digits.font.getShort(digits.metric('0' + i)) & 0xffff;
        }
        return found;
    }

    private void widen() {
        int widest = 0;
        for (int digit = '0'; digit <= '9'; digit++) {
            widest = Math.max(widest, font.getShort(metric(digit)) & 0xffff);
        }
        for (int digit = '0'; digit <= '9'; digit++) {
            int at = metric(digit);
            int more = widest - (font.getShort(at) & 0xffff);
            font.putShort(at, (short) widest);
            font.putShort(at + 2, (short) (font.getShort(at + 2) + more / 2));
        }
    }

    /// Where a character's advance and left side bearing stand.
    private int metric(int character) {
        int glyph = glyph(character);
        int full = font.getShort(table(HHEA) + 34) & 0xffff;
        if (glyph >= full) {
            throw new IllegalArgumentException("the font has digits without a width of their own");
        }
        return table(HMTX) + 4 * glyph;
    }

    private int table(int tag) {
        var at = tables.get(tag);
        if (at == null) {
            throw new IllegalArgumentException("the font lacks a table");
        }
        return at;
    }

    /// Looks in the first Unicode subtable of format 4.
    private int glyph(int character) {
        int cmap = table(CMAP);
        int count = font.getShort(cmap + 2) & 0xffff;
        for (int i = 0; i < count; i++) {
            int subtable = cmap + font.getInt(cmap + 4 + 8 * i + 4);
            if (font.getShort(subtable) == 4) {
                return inSegments(subtable, character);
            }
        }
        throw new IllegalArgumentException("the font lacks a character map of format 4");
    }

    private int inSegments(int subtable, int character) {
        int twice = font.getShort(subtable + 6) & 0xffff;
        for (int i = 0; i < twice; i += 2) {
            int last = font.getShort(subtable + 14 + i) & 0xffff;
            if (character <= last) {
                int starts = subtable + 16 + twice + i;
                int first = font.getShort(starts) & 0xffff;
                int delta = font.getShort(starts + twice);
                int ranges = starts + 2 * twice;
                int offset = font.getShort(ranges) & 0xffff;
                if (character < first) {
                    break;
                }
                return offset == 0
                        ? (character + delta) & 0xffff
                        : font.getShort(ranges + offset + 2 * (character - first)) & 0xffff;
            }
        }
        throw new IllegalArgumentException("the font lacks the digits");
    }
}
