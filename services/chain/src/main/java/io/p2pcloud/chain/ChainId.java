package io.p2pcloud.chain;

/// The number that keeps a signature for one chain from serving another (EIP-155).
public record ChainId(long value) {
    public ChainId {
        if (value <= 0) {
            throw new IllegalArgumentException("a chain id is positive, not " + value);
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
