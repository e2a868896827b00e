package io.p2pcloud.chain;

import io.p2pcloud.common.Bytes32;
import java.time.Instant;

/// One block: its height, its hash and the time in its header (whole seconds).
public record BlockRef(long number, Bytes32 hash, Instant time) {
    public BlockRef {
        if (number < 0) {
            throw new IllegalArgumentException("a block's number is not negative: " + number);
        }
    }
}
