package io.p2pcloud.lightclient.ssz;

import io.p2pcloud.common.Bytes32;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Binary Merkle trees over SHA-256 and the branches that prove their nodes by generalized index
/// (consensus specs, `ssz/simple-serialize.md` and `ssz/merkle-proofs.md`).
public final class Merkle {
    private static final int MAX_DEPTH = 40;
    private static final byte[][] ZERO_HASHES = zeroHashes();

    private Merkle() {}

    /// SHA-256 of all `parts`, one after another.
    public static byte[] sha256(byte[]... parts) {
        var digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /// The root over `chunks` of 32 bytes, padded with zero chunks to `2^depth` leaves.
    ///
    /// @throws IllegalArgumentException when there are more than `2^depth` chunks
    public static Bytes32 merkleize(List<byte[]> chunks, int depth) {
        if (depth > MAX_DEPTH || chunks.size() > 1L << depth) {
            throw new IllegalArgumentException(
                    chunks.size() + " chunks do not fit into a tree of depth " + depth);
        }
        var digest = digest();
        var level = new ArrayList<>(chunks);
        for (int height = 0; height < depth; height++) {
            int pairs = (level.size() + 1) / 2;
            for (int i = 0; i < pairs; i++) {
                digest.update(level.get(2 * i));
                digest.update(
                        2 * i + 1 < level.size() ? level.get(2 * i + 1) : ZERO_HASHES[height]);
                level.set(i, digest.digest());
            }
            level.subList(pairs, level.size()).clear();
        }
        return Bytes32.of(level.isEmpty() ? ZERO_HASHES[depth] : level.getFirst());
    }

    /// The root of a container whose fields have these roots.
    public static Bytes32 container(Bytes32... fields) {
        return merkleize(
                Arrays.stream(fields).map(Bytes32::toArray).toList(), depthFor(fields.length));
    }

    /// The root of a byte vector: 32-byte chunks, the last one padded with zeros.
    public static Bytes32 byteVector(byte[] value) {
        int count = Math.max(1, (value.length + Bytes32.SIZE - 1) / Bytes32.SIZE);
        return merkleize(chunks(value, count), depthFor(count));
    }

    /// The root of a byte list of at most 32 bytes.
    public static Bytes32 shortByteList(byte[] value) {
        if (value.length > Bytes32.SIZE) {
            throw new IllegalArgumentException("a byte list of " + value.length + " bytes");
        }
        var chunk = Arrays.copyOf(value, Bytes32.SIZE);
        return Bytes32.of(sha256(chunk, uint64(value.length).toArray()));
    }

    /// The leaf of an unsigned 64-bit number: little-endian, padded.
    public static Bytes32 uint64(long value) {
        var chunk = new byte[Bytes32.SIZE];
        for (int i = 0; i < Long.BYTES; i++) {
            chunk[i] = (byte) (value >>> (8 * i));
        }
        return Bytes32.of(chunk);
    }

    /// `floorlog2` of a generalized index: the length of its branch.
    public static int depthOf(int gindex) {
        if (gindex < 1) {
            throw new IllegalArgumentException("not a generalized index: " + gindex);
        }
        return 31 - Integer.numberOfLeadingZeros(gindex);
    }

    /// `is_valid_normalized_merkle_branch` (consensus specs, Altair sync protocol): branches of an
    /// older, shallower tree are padded with zeros in front. A branch that is too short is invalid.
    public static boolean isValidBranch(
            Bytes32 leaf, List<Bytes32> branch, int gindex, Bytes32 root) {
        int depth = depthOf(gindex);
        int extra = branch.size() - depth;
        if (extra < 0 || !isZero(branch.subList(0, extra))) {
            return false;
        }
        return rootOf(leaf, branch.subList(extra, branch.size()), gindex).equals(root);
    }

    /// The root that a branch of exactly the right length leads to.
    public static Bytes32 rootOf(Bytes32 leaf, List<Bytes32> branch, int gindex) {
        int index = gindex - (1 << depthOf(gindex));
        var digest = digest();
        var node = leaf.toArray();
        for (int i = 0; i < branch.size(); i++) {
            var sibling = branch.get(i).toArray();
            boolean right = (index >>> i & 1) == 1;
            digest.update(right ? sibling : node);
            node = digest.digest(right ? node : sibling);
        }
        return Bytes32.of(node);
    }

    /// `normalize_merkle_branch`: zeros in front up to the branch length of `gindex`.
    public static List<Bytes32> normalize(List<Bytes32> branch, int gindex) {
        int extra = Math.max(0, depthOf(gindex) - branch.size());
        var normalized = new ArrayList<Bytes32>(Collections.nCopies(extra, Bytes32.ZERO));
        normalized.addAll(branch);
        return List.copyOf(normalized);
    }

    /// Whether all nodes are zero: how light-client data marks an absent branch.
    public static boolean isZero(List<Bytes32> branch) {
        return branch.stream().allMatch(Bytes32.ZERO::equals);
    }

    private static List<byte[]> chunks(byte[] value, int count) {
        var chunks = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            chunks.add(Arrays.copyOfRange(value, i * Bytes32.SIZE, (i + 1) * Bytes32.SIZE));
        }
        return chunks;
    }

    private static int depthFor(int leaves) {
        return leaves <= 1 ? 0 : depthOf(leaves - 1) + 1;
    }

    private static byte[][] zeroHashes() {
        var hashes = new byte[MAX_DEPTH + 1][];
        hashes[0] = new byte[Bytes32.SIZE];
        for (int i = 1; i <= MAX_DEPTH; i++) {
            hashes[i] = sha256(hashes[i - 1], hashes[i - 1]);
        }
        return hashes;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
