package io.p2pcloud.provider;

import io.p2pcloud.common.Address;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.v1.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// How often machines are started for one lease, and how many may run on this host at a time for
/// which nobody has signed yet: a start costs its host memory and minutes, and is paid by the
/// activation alone.
final class LaunchLimits {
    static final int STARTS = 20;
    static final Duration WITHIN = Duration.ofHours(1);
    static final int UNPAID_EACH = 3;
    static final int UNPAID_ALL = 12;

    /// Kept for leases that were paid before, whatever strangers begin.
    static final int UNPAID_KNOWN = 4;

    private final InstantSource clock;
    private final Map<LeaseId, Deque<Instant>> starts = new HashMap<>();
    private final Map<Address, Integer> unpaid = new HashMap<>();
    private int unpaidAll;

    LaunchLimits(InstantSource clock) {
        this.clock = clock;
    }

    /// Counts a start that is about to be made.
    ///
    /// @param known whether an earlier boot of the lease was paid
    /// @return to be told when the start is paid for, and closed when it is over
    /// @throws Refusal when there were too many
    synchronized Unpaid begin(LeaseId lease, Address tenant, boolean known) throws Refusal {
        var now = clock.instant();
        starts.values()
                .removeIf(of -> {
                    of.removeIf(at -> !at.plus(WITHIN).isAfter(now));
                    return of.isEmpty();
                });
        var of = starts.getOrDefault(lease, new ArrayDeque<>());
        if (of.size() >= STARTS) {
            throw tooMany(
                    "This machine was started %d times within %d minutes; try again later."
                            .formatted(STARTS, WITHIN.toMinutes()));
        }
        if (unpaid.getOrDefault(tenant, 0) >= UNPAID_EACH) {
            throw tooMany(
                    "%d machines of yours wait for their release; finish or end one first."
                            .formatted(UNPAID_EACH));
        }
        if (unpaidAll >= (known ? UNPAID_ALL + UNPAID_KNOWN : UNPAID_ALL)) {
            throw tooMany("Too many machines are being started here just now; try again soon.");
        }
        of.addLast(now);
        starts.put(lease, of);
        unpaid.merge(tenant, 1, Integer::sum);
        unpaidAll++;
        return new Unpaid(tenant);
    }

    private static Refusal tooMany(String sentence) {
        return new Refusal(RefusalReason.REFUSAL_REASON_TOO_MANY_LAUNCHES, sentence);
    }

    private synchronized void end(Address tenant) {
        unpaid.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
        unpaidAll--;
    }

    /// A machine that runs on this host's account.
    final class Unpaid implements AutoCloseable {
        private final Address tenant;
        private boolean over;

        private Unpaid(Address tenant) {
            this.tenant = tenant;
        }

        /// Somebody signed for it.
        void paid() {
            if (!over) {
                over = true;
                end(tenant);
            }
        }

        @Override
        public void close() {
            paid();
        }
    }
}
