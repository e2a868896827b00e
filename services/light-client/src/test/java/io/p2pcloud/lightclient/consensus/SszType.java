package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.lightclient.ssz.Merkle;
import io.p2pcloud.lightclient.ssz.SszWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A type of SimpleSerialize, by which any encoded object can be hashed (consensus specs,
/// `ssz/simple-serialize.md`). Official cases hold whole states and block bodies, of which the
/// light client itself needs only roots.
sealed interface SszType {
    /// Bytes of every value; -1 where it varies.
    int size();

    /// `hash_tree_root` of the value that fills `ssz`.
    byte[] root(byte[] ssz);

    /// Any value of this type.
    byte[] random(Random random);

    default boolean isFixed() {
        return size() >= 0;
    }

    static SszType uint64() {
        return new Basic(Long.BYTES);
    }

    static SszType bytes(int size) {
        return new Vector(new Basic(1), size);
    }

    static SszType container(SszType... fields) {
        return new Container(List.of(fields));
    }

    /// Adds fields at the end.
    static Container extended(Container container, SszType... more) {
        var fields = new ArrayList<>(container.fields);
        fields.addAll(List.of(more));
        return new Container(fields);
    }

    /// An unsigned number or a boolean, packed with its neighbours.
    record Basic(int size) implements SszType {
        @Override
        public byte[] root(byte[] ssz) {
            return Arrays.copyOf(ssz, Bytes32.SIZE);
        }

        @Override
        public byte[] random(Random random) {
            return randomBytes(random, size);
        }
    }

    record Vector(SszType item, int count) implements SszType {
        @Override
        public int size() {
            return item.isFixed() ? item.size() * count : -1;
        }

        @Override
        public byte[] root(byte[] ssz) {
            return item instanceof Basic
                    ? merkle(chunks(ssz), chunkCount((long) item.size() * count))
                    : merkle(roots(item, items(item, ssz)), count);
        }

        @Override
        public byte[] random(Random random) {
            return item.isFixed()
                    ? randomBytes(random, size())
                    : joined(Collections.nCopies(count, item), random);
        }
    }

    record Sequence(SszType item, long limit) implements SszType {
        @Override
        public int size() {
            return -1;
        }

        @Override
        public byte[] root(byte[] ssz) {
            if (item instanceof Basic basic) {
                return withLength(
                        merkle(chunks(ssz), chunkCount(basic.size() * limit)),
                        ssz.length / basic.size());
            }
            var items = items(item, ssz);
            return withLength(merkle(roots(item, items), limit), items.size());
        }

        @Override
        public byte[] random(Random random) {
            int count = (int) Math.min(limit, random.nextInt(4));
            return joined(Collections.nCopies(count, item), random);
        }
    }

    record Bitvector(int bits) implements SszType {
        @Override
        public int size() {
            return (bits + 7) / 8;
        }

        @Override
        public byte[] root(byte[] ssz) {
            return merkle(chunks(ssz), (bits + 255) / 256);
        }

        @Override
        public byte[] random(Random random) {
            var bytes = randomBytes(random, size());
            bytes[bytes.length - 1] &= (byte) (0xff >> (bytes.length * 8 - bits));
            return bytes;
        }
    }

    /// The highest bit set only marks the end.
    record Bitlist(long limit) implements SszType {
        @Override
        public int size() {
            return -1;
        }

        @Override
        public byte[] root(byte[] ssz) {
            int last = ssz.length - 1;
            int top = 31 - Integer.numberOfLeadingZeros(ssz[last] & 0xff);
            long length = last * 8L + top;
            var bits = ssz.clone();
            bits[last] ^= (byte) (1 << top);
            return withLength(
                    merkle(
                            chunks(Arrays.copyOf(bits, (int) (length + 7) / 8)),
                            (limit + 255) / 256),
                    length);
        }

        @Override
        public byte[] random(Random random) {
            var bytes = randomBytes(random, 1 + random.nextInt(9));
            bytes[bytes.length - 1] |= 1;
            return bytes;
        }
    }

    record Container(List<SszType> fields) implements SszType {
        public Container {
            fields = List.copyOf(fields);
        }

        @Override
        public int size() {
            int sum = 0;
            for (var field : fields) {
                if (!field.isFixed()) {
                    return -1;
                }
                sum += field.size();
            }
            return sum;
        }

        @Override
        public byte[] root(byte[] ssz) {
            return merkle(fieldRoots(ssz), fields.size());
        }

        @Override
        public byte[] random(Random random) {
            return joined(fields, random);
        }

        List<byte[]> fieldRoots(byte[] ssz) {
            var parts = parts(ssz);
            var roots = new ArrayList<byte[]>();
            for (int i = 0; i < parts.size(); i++) {
                roots.add(fields.get(i).root(parts.get(i)));
            }
            return roots;
        }

        /// The bytes of each field.
        List<byte[]> parts(byte[] ssz) {
            var starts = new ArrayList<Integer>();
            var parts = new byte[fields.size()][];
            int position = 0;
            for (int i = 0; i < fields.size(); i++) {
                var field = fields.get(i);
                if (field.isFixed()) {
                    parts[i] = Arrays.copyOfRange(ssz, position, position + field.size());
                    position += field.size();
                } else {
                    starts.add(offset(ssz, position));
                    position += Integer.BYTES;
                }
            }
            starts.add(ssz.length);
            int variable = 0;
            for (int i = 0; i < parts.length; i++) {
                if (!fields.get(i).isFixed()) {
                    parts[i] =
                            Arrays.copyOfRange(ssz, starts.get(variable), starts.get(variable + 1));
                    variable++;
                }
            }
            return List.of(parts);
        }
    }

    /// Random values one after another: fixed ones and offsets first, then the variable ones.
    private static byte[] joined(List<SszType> types, Random random) {
        int end = 0;
        for (var type : types) {
            end += type.isFixed() ? type.size() : Integer.BYTES;
        }
        var out = new SszWriter(end);
        for (var type : types) {
            var value = type.random(random);
            if (type.isFixed()) {
                out.bytes(value);
            } else {
                out.variable(value);
            }
        }
        return out.toArray();
    }

    private static byte[] randomBytes(Random random, int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static int offset(byte[] ssz, int at) {
        return (ssz[at] & 0xff)
                | (ssz[at + 1] & 0xff) << 8
                | (ssz[at + 2] & 0xff) << 16
                | (ssz[at + 3] & 0xff) << 24;
    }

    private static List<byte[]> items(SszType item, byte[] ssz) {
        var items = new ArrayList<byte[]>();
        if (item.isFixed()) {
            for (int at = 0; at < ssz.length; at += item.size()) {
                items.add(Arrays.copyOfRange(ssz, at, at + item.size()));
            }
            return items;
        }
        int count = ssz.length == 0 ? 0 : offset(ssz, 0) / Integer.BYTES;
        for (int i = 0; i < count; i++) {
            int start = offset(ssz, i * Integer.BYTES);
            int end = i + 1 < count ? offset(ssz, (i + 1) * Integer.BYTES) : ssz.length;
            items.add(Arrays.copyOfRange(ssz, start, end));
        }
        return items;
    }

    private static List<byte[]> roots(SszType item, List<byte[]> items) {
        return items.stream().map(item::root).toList();
    }

    private static List<byte[]> chunks(byte[] ssz) {
        var chunks = new ArrayList<byte[]>();
        for (int at = 0; at < ssz.length; at += Bytes32.SIZE) {
            chunks.add(Arrays.copyOfRange(ssz, at, at + Bytes32.SIZE));
        }
        return chunks;
    }

    private static long chunkCount(long bytes) {
        return (bytes + Bytes32.SIZE - 1) / Bytes32.SIZE;
    }

    private static byte[] merkle(List<byte[]> chunks, long limit) {
        int depth = limit <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(limit - 1);
        return Merkle.merkleize(chunks, depth).toArray();
    }

    private static byte[] withLength(byte[] root, long length) {
        return Merkle.sha256(root, Merkle.uint64(length).toArray());
    }
}
