package io.p2pcloud.lightclient.ssz;

import io.p2pcloud.common.Bytes32;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A Merkle tree of which only some nodes are set; all other leaves are zero. For making data whose
/// branches light clients check.
public final class SparseTree {
    private final Map<Integer, Bytes32> nodes;

    /// @param nodes by generalized index; none may lie below another
    public SparseTree(Map<Integer, Bytes32> nodes) {
        this.nodes = Map.copyOf(new TreeMap<>(nodes));
    }

    public Bytes32 root() {
        return node(1);
    }

    /// The siblings from the node up to the root.
    public List<Bytes32> branch(int gindex) {
        var branch = new ArrayList<Bytes32>();
        for (int node = gindex; node > 1; node /= 2) {
            branch.add(node(node ^ 1));
        }
        return List.copyOf(branch);
    }

    private Bytes32 node(int gindex) {
        var set = nodes.get(gindex);
        if (set != null) {
            return set;
        }
        int depth = Merkle.depthOf(gindex);
        boolean above =
                nodes.keySet().stream()
                        .anyMatch(below ->
                                Merkle.depthOf(below) > depth
                                        && below >> (Merkle.depthOf(below) - depth) == gindex);
        return above
                ? Bytes32.of(
                        Merkle.sha256(node(2 * gindex).toArray(), node(2 * gindex + 1).toArray()))
                : Bytes32.ZERO;
    }
}
