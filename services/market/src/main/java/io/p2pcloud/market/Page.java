package io.p2pcloud.market;

import java.util.List;

/// A part of a list.
///
/// @param total how many there are in all
public record Page<T>(List<T> items, int from, long total) {
    public Page {
        items = List.copyOf(items);
    }

    public boolean isLast() {
        return from + items.size() >= total;
    }
}
