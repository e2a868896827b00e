package io.p2pcloud.history;

import io.p2pcloud.market.LeaseId;
import java.time.Instant;

/// What the user wrote about a lease.
///
/// @param label a short name, at most 100 characters
/// @param text anything, at most 10,000 characters
public record Note(LeaseId lease, String label, String text, Instant at) {
    private static final int MAX_LABEL = 100;
    private static final int MAX_TEXT = 10_000;

    public Note {
        if (label.length() > MAX_LABEL || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "a label has at most 100 characters and a note at most 10,000");
        }
    }
}
