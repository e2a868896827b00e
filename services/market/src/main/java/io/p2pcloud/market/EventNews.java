package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.Checked;
import java.util.List;
import java.util.Optional;

/// What is new since a cursor. First all events above `goneAbove` are to be taken back, if it is
/// set; then `events` happened.
///
/// @param goneAbove the last block that still stands, when the chain went on differently from
///   there; a block 0 of unknown hash is never given: see `allGone`
/// @param allGone whether nothing that was read before stands any more (the chain was begun anew)
/// @param events in the order of the chain
/// @param cursor for the next question
public record EventNews(
        Optional<BlockRef> goneAbove,
        boolean allGone,
        Checked<List<RecordedEvent>> events,
        EventCursor cursor) {}
