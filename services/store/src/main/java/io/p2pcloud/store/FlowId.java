package io.p2pcloud.store;

/// Names one long flow in the [Journal]; never reused.
public record FlowId(long number) {
    public FlowId {
        if (number < 1) {
            throw new IllegalArgumentException("not a flow: " + number);
        }
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
