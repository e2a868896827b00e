package io.p2pcloud.tenant;

import io.p2pcloud.tenant.LaunchFailure.Reason;
import java.time.Instant;

/// The user's decision to go on with a CONFIDENTIAL server, noted before anything follows from it.
final class Acceptance {
    private Acceptance() {}

    /// @return false when the newest start asked nothing
    static boolean note(ServerCase server, Instant now) {
        var record = server.record();
        var failure = record.failure();
        if (failure == null || !failure.reason().isTheUsersToAccept()) {
            return false;
        }
        boolean doubts = failure.reason() == Reason.EVIDENCE_DOUBTS;
        var known = record.confidence();
        server.journal(
                "accepted",
                record.with(doubts ? known.acceptingDoubts(now) : known.acceptingEnd(now)));
        return true;
    }
}
