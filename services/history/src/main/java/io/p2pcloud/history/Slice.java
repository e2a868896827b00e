package io.p2pcloud.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run of rows.
///
/// @param next where the following page begins, null when this is the last
public record Slice<T>(List<T> rows, @Nullable Cursor next) {
    public Slice {
        rows = List.copyOf(rows);
    }
}
