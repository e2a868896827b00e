package io.p2pcloud.history;

import java.time.Instant;

/// Something in the story of one lease.
public sealed interface TimelineItem {
    Instant at();

    record Happened(Entry entry) implements TimelineItem {
        @Override
        public Instant at() {
            return entry.at();
        }
    }

    record WasChecked(Proof proof) implements TimelineItem {
        @Override
        public Instant at() {
            return proof.at();
        }
    }

    record WasNoted(Note note) implements TimelineItem {
        @Override
        public Instant at() {
            return note.at();
        }
    }
}
