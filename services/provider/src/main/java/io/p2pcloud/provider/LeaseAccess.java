package io.p2pcloud.provider;

import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Address;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.v1.RefusalReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Who may ask for what: the tenant of an open lease of this provider, as the chain says it now.
/// While the chain cannot be reached, what it said last counts for a while, for acts that neither
/// cost the tenant money nor need the chain themselves.
final class LeaseAccess {
    private static final Duration GRACE = Duration.ofMinutes(15);

    private final Function<LeaseId, Optional<Lease>> chain;
    private final Address self;
    private final HostedCases cases;
    private final InstantSource clock;

    /// What a tenant asks for.
    enum Act {
        MANIFEST(Duration.ZERO),
        LAUNCH(Duration.ZERO),
        STATUS(GRACE),
        STOP(GRACE),
        CONSOLE(GRACE);

        private final Duration grace;

        Act(Duration grace) {
            this.grace = grace;
        }
    }

    /// @param chain asks for a lease; throws [ChainException] when it cannot be reached
    LeaseAccess(
            Function<LeaseId, Optional<Lease>> chain,
            Address self,
            HostedCases cases,
            InstantSource clock) {
        this.chain = chain;
        this.self = self;
        this.cases = cases;
        this.clock = clock;
    }

    /// The case of the caller's lease.
    ///
    /// @throws Refusal when it is not his, not ours, or over
    /// @throws ChainException when the chain cannot be reached and nothing recent enough is known
    HostedCase open(Act act, Address caller, LeaseId id) throws Refusal {
        try {
            var lease = chain.apply(id).orElseThrow(LeaseAccess::notYours);
            check(lease, caller);
            return cases.of(lease);
        } catch (ChainException e) {
            return switch (e.reason()) {
                case UNREACHABLE, TIMEOUT -> remembered(act, caller, id, e);
                // An answer that no honest node gives is worth no grace.
                case TOO_LARGE, MALFORMED, REFUSED, WRONG_CHAIN -> throw e;
            };
        }
    }

    private HostedCase remembered(Act act, Address caller, LeaseId id, ChainException unreachable)
            throws Refusal {
        var known =
                cases.find(id)
                        .filter(hosted -> clock.instant().isBefore(hosted.seenAt().plus(act.grace)))
                        .orElseThrow(() -> unreachable);
        check(known.lease(), caller);
        return known;
    }

    /// One answer for a lease of somebody else and for none at all: who asks learns nothing.
    private void check(Lease lease, Address caller) throws Refusal {
        if (!lease.tenant().equals(caller) || !lease.provider().equals(self)) {
            throw notYours();
        }
        if (!lease.state().isOpen()) {
            throw new Refusal(
                    RefusalReason.REFUSAL_REASON_LEASE_CLOSED, "This lease is over on chain.");
        }
    }

    private static Refusal notYours() {
        return new Refusal(
                RefusalReason.REFUSAL_REASON_NOT_YOUR_LEASE,
                "This provider holds no such lease of yours.");
    }
}
