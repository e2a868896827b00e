package io.p2pcloud.market;

/// The number of a deployment in its market, counted from 1.
public record DeploymentId(long number) implements Comparable<DeploymentId> {
    public DeploymentId {
        Bounds.number(number);
    }

    @Override
    public int compareTo(DeploymentId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
