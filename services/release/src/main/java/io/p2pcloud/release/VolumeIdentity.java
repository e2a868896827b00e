package io.p2pcloud.release;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;

/// A data disk as the tenant knows it.
///
/// @param id random; the salt of its key
/// @param generation rises at every format, rebuild and change of key, from 1
/// @param tier bound into the key, so that a volume once CONFIDENTIAL never opens on STANDARD
public record VolumeIdentity(Bytes32 id, int generation, Tier tier) {
    public VolumeIdentity {
        if (generation < 1) {
            throw new IllegalArgumentException("generations count from 1, got " + generation);
        }
    }
}
