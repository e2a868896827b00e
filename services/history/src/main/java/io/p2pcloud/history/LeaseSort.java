package io.p2pcloud.history;

/// The order of leases; equal ones follow in the order of recording.
public enum LeaseSort {
    NEWEST("opened_at", true),
    OLDEST("opened_at", false),
    MOST_SPENT("spent", true),
    LEAST_SPENT("spent", false),
    MOST_EARNED("earned", true),
    LEAST_EARNED("earned", false);

    private final String column;
    private final boolean descending;

    LeaseSort(String column, boolean descending) {
        this.column = column;
        this.descending = descending;
    }

    Ordering ordering() {
        return new Ordering("l", column, descending);
    }
}
