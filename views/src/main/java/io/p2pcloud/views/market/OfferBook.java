package io.p2pcloud.views.market;

import io.p2pcloud.chain.Trust;
import java.time.Instant;
import java.util.List;

/// The offers that were read so far.
///
/// @param total how many there are in all
/// @param trust how far the newest page was checked
/// @param complete whether all pages were read
public record OfferBook(
        List<OfferLine> lines, long total, Trust trust, Instant readAt, boolean complete) {
    public OfferBook {
        lines = List.copyOf(lines);
    }

    public long providers() {
        return lines.stream().map(it -> it.offer().provider()).distinct().count();
    }
}
