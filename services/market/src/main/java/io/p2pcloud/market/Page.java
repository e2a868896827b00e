package io.p2pcloud.market;

import java.util.List;

/// A part of a list.
///
/// @param from the place of the first entry
/// @param places how many places of the list it covers; more than `items` when some cannot be read
/// @param total how many there are in all
public record Page<T>(List<T> items, int from, int places, long total) {
    public Page {
        items = List.copyOf(items);
    }

    /// Where the next page begins.
    public int next() {
        return from + places;
    }

    public boolean isLast() {
        return next() >= total;
    }
}
