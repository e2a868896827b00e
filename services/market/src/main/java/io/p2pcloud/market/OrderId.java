package io.p2pcloud.market;

/// The number of an order in its market, counted from 1.
public record OrderId(long number) implements Comparable<OrderId> {
    public OrderId {
        Bounds.number(number);
    }

    @Override
    public int compareTo(OrderId other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
