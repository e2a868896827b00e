package io.p2pcloud.lightclient.execution;

import io.p2pcloud.common.Bytes;

/// Keys as half bytes, and their compact form with a flag for odd length and leaves (yellow paper,
/// appendix C).
final class Nibbles {
    private Nibbles() {}

    static int[] of(Bytes key) {
        var nibbles = new int[key.size() * 2];
        for (int i = 0; i < key.size(); i++) {
            nibbles[2 * i] = key.at(i) >> 4 & 0xf;
            nibbles[2 * i + 1] = key.at(i) & 0xf;
        }
        return nibbles;
    }

    static byte[] compact(int[] path, int from, int to, boolean leaf) {
        int length = to - from;
        boolean odd = length % 2 == 1;
        var compact = new byte[length / 2 + 1];
        compact[0] = (byte) ((leaf ? 0x20 : 0) | (odd ? 0x10 | path[from] : 0));
        int next = odd ? from + 1 : from;
        for (int i = 1; i < compact.length; i++, next += 2) {
            compact[i] = (byte) (path[next] << 4 | path[next + 1]);
        }
        return compact;
    }

    static boolean isLeaf(Bytes compact) {
        return flag(compact) >= 2;
    }

    /// The nibbles of a compact path.
    ///
    /// @throws IllegalArgumentException when the flag or the padding is not canonical
    static int[] expand(Bytes compact) {
        int flag = flag(compact);
        var all = of(compact);
        if (flag > 3 || (flag % 2 == 0 && all[1] != 0)) {
            throw new IllegalArgumentException("not a compact path: " + compact);
        }
        int skip = flag % 2 == 1 ? 1 : 2;
        var path = new int[all.length - skip];
        System.arraycopy(all, skip, path, 0, path.length);
        return path;
    }

    private static int flag(Bytes compact) {
        if (compact.size() == 0) {
            throw new IllegalArgumentException("an empty path in a trie node");
        }
        return compact.at(0) >> 4 & 0xf;
    }
}
