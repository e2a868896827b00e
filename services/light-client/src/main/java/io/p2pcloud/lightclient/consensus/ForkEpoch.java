package io.p2pcloud.lightclient.consensus;

import io.p2pcloud.common.Bytes;

/// When a fork begins on a network.
///
/// @param version 4 bytes, part of every signature
/// @param epoch the first epoch under the fork's rules
public record ForkEpoch(Fork fork, Bytes version, long epoch) {
    public static final int VERSION_SIZE = 4;

    public ForkEpoch {
        if (version.size() != VERSION_SIZE) {
            throw new IllegalArgumentException("a fork version has 4 bytes, not " + version);
        }
        if (epoch < 0) {
            throw new IllegalArgumentException("fork epoch out of range: " + epoch);
        }
    }
}
