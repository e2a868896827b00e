package io.p2pcloud.market;

/// The number of an offer in its market, counted from 1.
public record OfferId(long number) implements Comparable<OfferId> {
    public OfferId {
        Bounds.number(number);
    }

    @Override
    public int compareTo(OfferId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
