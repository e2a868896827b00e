package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import java.util.ArrayList;
import java.util.List;

/// How far the events were read: blocks that were the newest at one time, oldest first. They are
/// close together at the end and ever farther apart behind it, so that after a reorganisation the
/// last common one is not far off. To be kept with what was made of the events.
public record EventCursor(List<BlockRef> trail) {
    public static final EventCursor START = new EventCursor(List.of());
    private static final int DENSE = 16;

    public EventCursor {
        trail = List.copyOf(trail);
    }

    /// The cursor after everything up to `block` was read.
    EventCursor at(BlockRef block) {
        var thinned = new ArrayList<BlockRef>();
        thinned.add(block);
        long keptDistance = 0;
        for (var each : trail.reversed()) {
            long distance = block.number() - each.number();
            if (distance > 0 && (thinned.size() <= DENSE || distance >= 2 * keptDistance)) {
                thinned.add(each);
                keptDistance = distance;
            }
        }
        return new EventCursor(thinned.reversed());
    }

    /// The cursor as it was at the trail's `place`-th block; -1 is the start.
    EventCursor backTo(int place) {
        return new EventCursor(trail.subList(0, place + 1));
    }

    /// The first block that was not read.
    long next() {
        return trail.isEmpty() ? 0 : trail.getLast().number() + 1;
    }
}
