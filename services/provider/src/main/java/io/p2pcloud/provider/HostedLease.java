package io.p2pcloud.provider;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseId;
import java.time.Instant;
import java.util.Optional;

/// One lease that this machine serves.
///
/// @param earned credited by confirmations so far
/// @param servedSeconds of the newest heartbeat, not yet confirmed
/// @param nextConfirmation when the newest heartbeat goes on chain; empty while nothing runs
public record HostedLease(
        LeaseId lease,
        String tenant,
        ComputeUnit unit,
        Rate rate,
        State state,
        TokenAmount earned,
        long servedSeconds,
        Optional<Instant> nextConfirmation) {
    /// What the machine of this lease does.
    public enum State {
        /// The tenant has not started it yet.
        WAITING,
        STARTING,
        RUNNING,
        STOPPED,
        CLOSING,
        CLOSED
    }
}
