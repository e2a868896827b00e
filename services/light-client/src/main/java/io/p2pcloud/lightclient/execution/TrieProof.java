package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.common.Rlp.Item;
import java.util.Arrays;
import java.util.List;

/// Walks the nodes of a Merkle-Patricia proof from a trusted root to a key.
public final class TrieProof {
    private static final int MAX_NODES = 128;

    private TrieProof() {}

    /// What a proof shows about a key.
    public sealed interface Verdict {
        record Present(Bytes value) implements Verdict {}

        record Absent() implements Verdict {}

        /// It does not lead from the root to the key.
        record Invalid(String why) implements Verdict {}
    }

    /// Checks the proof of `key` (for accounts and storage, the hash of the address or slot) in the
    /// trie with this root. Every node must be used, so that nothing can ride along.
    public static Verdict verify(Bytes32 root, Bytes key, List<Bytes> nodes) {
        if (nodes.size() > MAX_NODES) {
            return new Verdict.Invalid("a proof of " + nodes.size() + " nodes");
        }
        if (root.equals(Trie.EMPTY_ROOT)) {
            return verifyEmpty(nodes);
        }
        try {
            return new Walk(nodes, Nibbles.of(key)).from(root);
        } catch (IllegalArgumentException e) {
            return new Verdict.Invalid(String.valueOf(e.getMessage()));
        }
    }

    /// Servers prove absence in an empty trie by no node, or by the empty node.
    private static Verdict verifyEmpty(List<Bytes> nodes) {
        boolean empty =
                nodes.isEmpty()
                        || (nodes.size() == 1
                                && Keccak.hash(nodes.getFirst().toArray()).equals(Trie.EMPTY_ROOT));
        return empty
                ? new Verdict.Absent()
                : new Verdict.Invalid("nodes for a trie without entries");
    }

    private static final class Walk {
        private final List<Bytes> nodes;
        private final int[] path;
        private int depth;
        private int used;

        Walk(List<Bytes> nodes, int[] path) {
            this.nodes = nodes;
            this.path = path;
        }

        Verdict from(Bytes32 root) {
            Item node = load(root);
            while (true) {
                if (!(node instanceof Item.Sequence(List<Item> items))) {
                    throw new IllegalArgumentException("a trie node that is no list");
                }
                var step =
                        switch (items.size()) {
                            case 2 -> shortNode(items);
                            case Trie.WIDTH + 1 -> branch(items);
                            default ->
                                    throw new IllegalArgumentException(
                                            "a trie node of " + items.size() + " items");
                        };
                switch (step) {
                    case Step.Down(var next) -> node = next;
                    case Step.End(var verdict) -> {
                        if (used != nodes.size()) {
                            throw new IllegalArgumentException("nodes beside the path");
                        }
                        return verdict;
                    }
                }
            }
        }

        private Step branch(List<Item> items) {
            if (depth == path.length) {
                var value = RlpFields.text(items.get(Trie.WIDTH));
                return value.size() == 0 ? Step.absent() : Step.present(value);
            }
            return descend(items.get(path[depth++]));
        }

        private Step shortNode(List<Item> items) {
            var compact = RlpFields.text(items.get(0));
            var part = Nibbles.expand(compact);
            boolean leaf = Nibbles.isLeaf(compact);
            boolean matches =
                    path.length - depth >= part.length
                            && Arrays.equals(
                                    part, Arrays.copyOfRange(path, depth, depth + part.length));
            if (!leaf && part.length == 0) {
                throw new IllegalArgumentException("an extension node without a path");
            }
            if (!matches || (leaf && depth + part.length != path.length)) {
                return Step.absent();
            }
            depth += part.length;
            if (leaf) {
                var value = RlpFields.text(items.get(1));
                if (value.size() == 0) {
                    throw new IllegalArgumentException("a leaf without a value");
                }
                return Step.present(value);
            }
            var next = descend(items.get(1));
            if (next instanceof Step.End) {
                throw new IllegalArgumentException("an extension node that leads nowhere");
            }
            return next;
        }

        private Step descend(Item reference) {
            return switch (reference) {
                case Item.Text(Bytes value) when value.size() == 0 -> Step.absent();
                case Item.Text(Bytes value) -> new Step.Down(load(new Bytes32(value)));
                case Item.Sequence embedded -> {
                    // Shorter nodes stand in their parent; longer ones only by their hash.
                    var encoded = Bytes.of(Rlp.encode(embedded));
                    if (encoded.size() >= Bytes32.SIZE) {
                        throw new IllegalArgumentException("a long node without its hash");
                    }
                    // Some servers list an embedded node once more by itself.
                    if (used < nodes.size() && nodes.get(used).equals(encoded)) {
                        used++;
                    }
                    yield new Step.Down(embedded);
                }
            };
        }

        private Item load(Bytes32 hash) {
            if (used == nodes.size()) {
                throw new IllegalArgumentException("the proof ends before the key");
            }
            var node = nodes.get(used++).toArray();
            if (!Keccak.hash(node).equals(hash)) {
                throw new IllegalArgumentException(
                        "a node does not hash to its parent's reference");
            }
            return Rlp.decode(node);
        }
    }

    private sealed interface Step {
        record Down(Item node) implements Step {}

        record End(Verdict verdict) implements Step {}

        static Step absent() {
            return new End(new Verdict.Absent());
        }

        static Step present(Bytes value) {
            return new End(new Verdict.Present(value));
        }
    }
}
