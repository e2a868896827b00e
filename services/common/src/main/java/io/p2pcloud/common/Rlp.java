package io.p2pcloud.common;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Recursive Length Prefix, the encoding of Ethereum's execution layer (yellow paper, appendix B).
/// Decoding is strict: only the one canonical form of each value is accepted.
public final class Rlp {
    private static final int MAX_DEPTH = 32;
    private static final int SHORT = 55;

    private Rlp() {}

    /// A string of bytes or a list of items.
    public sealed interface Item {
        record Text(Bytes value) implements Item {
            /// Read as a big-endian unsigned number without leading zeros.
            ///
            /// @throws IllegalArgumentException when there is a leading zero
            public BigInteger toNumber() {
                if (value.size() > 0 && value.at(0) == 0) {
                    throw new IllegalArgumentException("RLP number with a leading zero");
                }
                return new BigInteger(1, value.toArray());
            }
        }

        record Sequence(List<Item> items) implements Item {
            public Sequence {
                items = List.copyOf(items);
            }
        }

        static Item text(byte[] value) {
            return new Text(Bytes.of(value));
        }

        static Item number(BigInteger value) {
            if (value.signum() == 0) {
                return new Text(Bytes.EMPTY);
            }
            var magnitude = value.toByteArray();
            return text(
                    magnitude[0] == 0
                            ? Arrays.copyOfRange(magnitude, 1, magnitude.length)
                            : magnitude);
        }

        static Item list(Item... items) {
            return new Sequence(List.of(items));
        }
    }

    public static byte[] encode(Item item) {
        return switch (item) {
            case Item.Text(Bytes value) -> encodeText(value.toArray());
            case Item.Sequence(List<Item> items) -> {
                var body = new ByteArrayOutputStream();
                for (var each : items) {
                    body.writeBytes(encode(each));
                }
                yield withHeader(0xc0, body.toByteArray());
            }
        };
    }

    /// Decodes exactly one item that fills `encoded`.
    ///
    /// @throws IllegalArgumentException when the encoding is not canonical, truncated, followed by
    ///   more bytes, or nested deeper than 32
    public static Item decode(byte[] encoded) {
        var reader = new Reader(encoded);
        var item = reader.item(encoded.length, 0);
        if (reader.position != encoded.length) {
            throw new IllegalArgumentException("bytes after the end of an RLP item");
        }
        return item;
    }

    private static byte[] encodeText(byte[] value) {
        return value.length == 1 && value[0] >= 0 ? value : withHeader(0x80, value);
    }

    private static byte[] withHeader(int offset, byte[] body) {
        var out = new ByteArrayOutputStream(body.length + 9);
        if (body.length <= SHORT) {
            out.write(offset + body.length);
        } else {
            var length = BigInteger.valueOf(body.length).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            out.write(offset + SHORT + length.length - skip);
            out.write(length, skip, length.length - skip);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        Item item(int end, int depth) {
            if (depth > MAX_DEPTH) {
                throw new IllegalArgumentException("RLP nested deeper than " + MAX_DEPTH);
            }
            int head = take(end);
            if (head < 0x80) {
                return Item.text(new byte[] {(byte) head});
            }
            boolean list = head >= 0xc0;
            int code = head - (list ? 0xc0 : 0x80);
            int length = code <= SHORT ? code : longLength(code - SHORT, end);
            if (length > end - position) {
                throw new IllegalArgumentException("RLP item is cut short");
            }
            int stop = position + length;
            if (!list) {
                return text(length, stop);
            }
            var items = new ArrayList<Item>();
            while (position < stop) {
                items.add(item(stop, depth + 1));
            }
            return new Item.Sequence(items);
        }

        private Item text(int length, int stop) {
            if (length == 1 && bytes[position] >= 0) {
                throw new IllegalArgumentException("RLP byte below 0x80 with a prefix");
            }
            var value = Arrays.copyOfRange(bytes, position, stop);
            position = stop;
            return Item.text(value);
        }

        private int longLength(int size, int end) {
            long length = 0;
            for (int i = 0; i < size; i++) {
                int next = take(end);
                if (i == 0 && next == 0) {
                    throw new IllegalArgumentException("RLP length with a leading zero");
                }
                length = length << 8 | next;
                if (length > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException("RLP length out of range");
                }
            }
            if (length <= SHORT) {
                throw new IllegalArgumentException("RLP length in the long form though short");
            }
            return (int) length;
        }

        private int take(int end) {
            if (position >= end) {
                throw new IllegalArgumentException("RLP item is cut short");
            }
            return bytes[position++] & 0xff;
        }
    }
}
