package io.p2pcloud.lightclient;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The newest refusals, the last one first.
final class RefusalLog {
    private static final int KEPT = 20;

    private final Deque<Refusal> newest = new ArrayDeque<>();

    synchronized void add(Refusal refusal) {
        newest.addFirst(refusal);
        if (newest.size() > KEPT) {
            newest.removeLast();
        }
    }

    synchronized List<Refusal> all() {
        return List.copyOf(newest);
    }
}
