package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rlp;
import io.p2pcloud.common.Rlp.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Proves keys in tries that tests make up. Written apart from [Trie], by recursion over maps of
/// nibble texts, so that a shared mistake is unlikely.
public final class TestTrie {
    private TestTrie() {}

    /// The nodes from the root to `key`, or to where it would be.
    public static List<Bytes> prove(Map<Bytes, Bytes> entries, Bytes key) {
        var paths = new LinkedHashMap<String, Bytes>();
        entries.forEach((each, value) -> paths.put(each.toHex().substring(2), value));
        var proof = new ArrayList<Bytes>();
        if (!paths.isEmpty()) {
            node(paths, key.toHex().substring(2), proof, true);
        }
        return proof;
    }

    /// The node over `paths`; when `on` the way to `key`, its encoding is added to `proof`.
    private static Item node(Map<String, Bytes> paths, String key, List<Bytes> proof, boolean on) {
        int place = proof.size();
        Item node;
        if (paths.size() == 1) {
            var only = paths.entrySet().iterator().next();
            node = Item.list(compact(only.getKey(), true), new Item.Text(only.getValue()));
        } else {
            var prefix = commonPrefix(paths);
            if (prefix.isEmpty()) {
                node = branch(paths, key, proof, on);
            } else {
                boolean follows = on && key.startsWith(prefix);
                var rest = follows ? key.substring(prefix.length()) : "";
                node =
                        Item.list(
                                compact(prefix, false),
                                reference(node(cut(paths, prefix), rest, proof, follows)));
            }
        }
        var encoded = Rlp.encode(node);
        if (on && (place == 0 || encoded.length >= Bytes32.SIZE)) {
            proof.add(place, Bytes.of(encoded));
        }
        return node;
    }

    private static Item branch(
            Map<String, Bytes> paths, String key, List<Bytes> proof, boolean on) {
        var children = new Item[17];
        Arrays.fill(children, new Item.Text(Bytes.EMPTY));
        for (int nibble = 0; nibble < 16; nibble++) {
            var digit = Integer.toHexString(nibble);
            var below = cut(paths, digit);
            if (!below.isEmpty()) {
                boolean follows = on && key.startsWith(digit);
                var rest = follows ? key.substring(1) : "";
                children[nibble] = reference(node(below, rest, proof, follows));
            }
        }
        if (paths.containsKey("")) {
            children[16] = new Item.Text(paths.getOrDefault("", Bytes.EMPTY));
        }
        return Item.list(children);
    }

    private static Map<String, Bytes> cut(Map<String, Bytes> paths, String prefix) {
        var below = new LinkedHashMap<String, Bytes>();
        paths.forEach((path, value) -> {
            if (path.startsWith(prefix)) {
                below.put(path.substring(prefix.length()), value);
            }
        });
        return below;
    }

    private static String commonPrefix(Map<String, Bytes> paths) {
        var prefix = paths.keySet().iterator().next();
        for (var path : paths.keySet()) {
            while (!path.startsWith(prefix)) {
                prefix = prefix.substring(0, prefix.length() - 1);
            }
        }
        return prefix;
    }

    private static Item compact(String path, boolean leaf) {
        boolean odd = path.length() % 2 == 1;
        var flag = Integer.toHexString((leaf ? 2 : 0) + (odd ? 1 : 0));
        return new Item.Text(Bytes.ofHex(flag + (odd ? "" : "0") + path));
    }

    private static Item reference(Item node) {
        var encoded = Rlp.encode(node);
        return encoded.length < Bytes32.SIZE ? node : new Item.Text(Keccak.hash(encoded).value());
    }
}
