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

/// Who may ask for what: the tenant of an open lease of this provider, as the chain says it now. A
/// machine may start on the chain's mere word, so that nobody waits for a proof; it is proven
/// before the machine gets a key. While the chain cannot be reached, what it said last counts for a
/// while, for acts that neither cost the tenant money nor need the chain themselves.
final class LeaseAccess {
    private static final Duration GRACE = Duration.ofMinutes(15);

    private final Function<LeaseId, Optional<Lease>> told;
    private final Function<LeaseId, Optional<Lease>> proven;
    private final Address self;
    private final HostedCases cases;
    private final InstantSource clock;

    /// What a tenant asks for.
    enum Act {
        MANIFEST(Word.TOLD, Duration.ZERO),
        LAUNCH(Word.TOLD, Duration.ZERO),
        RELEASE(Word.PROVEN, Duration.ZERO),
        STATUS(Word.PROVEN, GRACE),
        STOP(Word.PROVEN, GRACE),
        CONSOLE(Word.PROVEN, GRACE),
        READ_DISK(Word.PROVEN, GRACE),
        WRITE_DISK(Word.PROVEN, Duration.ZERO),
        DISCARD_DISK(Word.PROVEN, Duration.ZERO);

        private final Word word;
        private final Duration grace;

        Act(Word word, Duration grace) {
            this.word = word;
            this.grace = grace;
        }
    }

    /// How far the chain's word must be known to be true.
    private enum Word {
        TOLD,
        PROVEN
    }

    /// @param told asks for a lease; throws [ChainException] when the chain cannot be reached
    /// @param proven the same, by proof where there is one
    LeaseAccess(
            Function<LeaseId, Optional<Lease>> told,
            Function<LeaseId, Optional<Lease>> proven,
            Address self,
            HostedCases cases,
            InstantSource clock) {
        this.told = told;
        this.proven = proven;
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
            var chain = act.word == Word.TOLD ? told : proven;
            var lease = chain.apply(id).orElseThrow(LeaseAccess::notYours);
            check(lease, caller);
            return act.word == Word.TOLD ? cases.told(lease) : cases.of(lease);
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
        var known = cases.find(id).orElseThrow(() -> unreachable);
        // A node's mere word is worth no grace: it could name anybody as the tenant.
        var vouched =
                known.vouched()
                        .filter(it -> clock.instant().isBefore(it.at().plus(act.grace)))
                        .orElseThrow(() -> unreachable);
        check(vouched.lease(), caller);
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
