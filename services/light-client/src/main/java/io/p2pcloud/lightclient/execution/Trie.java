package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.common.Rlp.Item;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The root of a Merkle-Patricia trie built from all its entries (yellow paper, appendix D).
public final class Trie {
    /// The root of a trie without entries: the hash of an empty RLP string.
    public static final Bytes32 EMPTY_ROOT = Keccak.hash(new byte[] {(byte) 0x80});

    static final int WIDTH = 16;

    private Trie() {}

    /// The root over `entries`; an empty value means that the key is absent.
    public static Bytes32 root(Map<Bytes, Bytes> entries) {
        var sorted = new TreeMap<Bytes, Bytes>((a, b) -> a.toHex().compareTo(b.toHex()));
        entries.forEach((key, value) -> {
            if (value.size() > 0) {
                sorted.put(key, value);
            }
        });
        if (sorted.isEmpty()) {
            return EMPTY_ROOT;
        }
        var leaves = new ArrayList<Leaf>();
        sorted.forEach((key, value) -> leaves.add(new Leaf(Nibbles.of(key), value)));
        return Keccak.hash(Rlp.encode(node(leaves, 0)));
    }

    /// The root over a block's list of transactions, receipts or withdrawals, keyed by RLP index.
    public static Bytes32 ofList(List<Bytes> items) {
        var entries = new HashMap<Bytes, Bytes>();
        for (int i = 0; i < items.size(); i++) {
            var index = Item.number(BigInteger.valueOf(i));
            entries.put(Bytes.of(Rlp.encode(index)), items.get(i));
        }
        return root(entries);
    }

    /// The node over leaves that agree in their first `depth` nibbles, in ascending order.
    private static Item node(List<Leaf> leaves, int depth) {
        var first = leaves.getFirst();
        if (leaves.size() == 1) {
            return Item.list(
                    Item.text(Nibbles.compact(first.path, depth, first.path.length, true)),
                    new Item.Text(first.value));
        }
        int shared = sharedUpTo(leaves, depth);
        if (shared > depth) {
            return Item.list(
                    Item.text(Nibbles.compact(first.path, depth, shared, false)),
                    reference(node(leaves, shared)));
        }
        return branch(leaves, depth);
    }

    private static Item branch(List<Leaf> leaves, int depth) {
        var children = new Item[WIDTH + 1];
        Arrays.fill(children, new Item.Text(Bytes.EMPTY));
        int start = 0;
        if (leaves.getFirst().path.length == depth) {
            children[WIDTH] = new Item.Text(leaves.getFirst().value);
            start = 1;
        }
        while (start < leaves.size()) {
            int nibble = leaves.get(start).path[depth];
            int end = start;
            while (end < leaves.size() && leaves.get(end).path[depth] == nibble) {
                end++;
            }
            children[nibble] = reference(node(leaves.subList(start, end), depth + 1));
            start = end;
        }
        return Item.list(children);
    }

    private static Item reference(Item node) {
        var encoded = Rlp.encode(node);
        return encoded.length < Bytes32.SIZE ? node : new Item.Text(Keccak.hash(encoded).value());
    }

    private static int sharedUpTo(List<Leaf> sorted, int depth) {
        var first = sorted.getFirst().path;
        var last = sorted.getLast().path;
        int shared = depth;
        while (shared < first.length && shared < last.length && first[shared] == last[shared]) {
            shared++;
        }
        return shared;
    }

    @SuppressWarnings("ArrayRecordComponent") // private to this file, never compared
    private record Leaf(int[] path, Bytes value) {}
}
