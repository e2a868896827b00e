package io.p2pcloud.history;

/// The order of entries; equal ones follow in the order of recording.
public enum EntrySort {
    NEWEST("at", true),
    OLDEST("at", false),
    LARGEST("amount", true),
    SMALLEST("amount", false);

    private final String column;
    private final boolean descending;

    EntrySort(String column, boolean descending) {
        this.column = column;
        this.descending = descending;
    }

    Ordering ordering() {
        return new Ordering("e", column, descending);
    }
}
