package io.p2pcloud.tenant;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// When one server is looked at next, by the starts that it had.
final class Restarts {
    private final RestartPolicy policy;
    private final Deque<Instant> begun = new ArrayDeque<>();
    private Instant notBefore = Instant.MIN;

    Restarts(RestartPolicy policy) {
        this.policy = policy;
    }

    synchronized boolean isDue(Instant now) {
        return !now.isBefore(notBefore);
    }

    synchronized void looked(Instant now) {
        notBefore = now.plus(policy.askEvery());
    }

    synchronized void begun(Instant now) {
        begun.addLast(now);
    }

    /// After a start, whatever came of it: waits the longer, the more starts there were.
    synchronized void ended(Instant now) {
        while (!begun.isEmpty() && !begun.getFirst().isAfter(now.minus(policy.within()))) {
            begun.removeFirst();
        }
        int doublings = Math.clamp(begun.size() - 1L, 0, 20);
        notBefore = now.plus(policy.pause().multipliedBy(1L << doublings));
        if (begun.size() >= policy.most()) {
            var room = begun.getFirst().plus(policy.within());
            notBefore = room.isAfter(notBefore) ? room : notBefore;
        }
    }
}
