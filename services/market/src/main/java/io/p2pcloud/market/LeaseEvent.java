package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import java.time.Duration;
import java.time.Instant;

/// One step in the history of a lease; each is hashed into the lease's digest. `escrow` is what the
/// tenant has in the lease after it.
public sealed interface LeaseEvent extends MarketEvent {
    LeaseId lease();

    record Opened(
            EventPlace place,
            LeaseId lease,
            Address tenant,
            Address provider,
            long number,
            Lease.Origin origin,
            ComputeUnit unit,
            Rate rate,
            TokenAmount collateral,
            TokenAmount escrow,
            LeaseTerms terms,
            Instant activateBy,
            Address launchKey,
            Bytes32 version,
            boolean persist)
            implements LeaseEvent {}

    record Activated(EventPlace place, LeaseId lease, int boot, Address guestKey, Bytes32 beat)
            implements LeaseEvent {}

    /// Served time proven and paid.
    record Confirmed(
            EventPlace place,
            LeaseId lease,
            int boot,
            Duration served,
            Duration paid,
            TokenAmount amount,
            TokenAmount escrow,
            Bytes32 beat)
            implements LeaseEvent {}

    record Halted(EventPlace place, LeaseId lease) implements LeaseEvent {}

    record Resumed(EventPlace place, LeaseId lease) implements LeaseEvent {}

    record Interrupted(EventPlace place, LeaseId lease, InterruptReason reason)
            implements LeaseEvent {}

    record Paused(EventPlace place, LeaseId lease, TokenAmount escrow) implements LeaseEvent {}

    record Unpaused(EventPlace place, LeaseId lease, TokenAmount escrow) implements LeaseEvent {}

    /// The halted rate paid for `held`.
    record Collected(
            EventPlace place, LeaseId lease, Duration held, TokenAmount amount, TokenAmount escrow)
            implements LeaseEvent {}

    record ToppedUp(
            EventPlace place, LeaseId lease, Address from, TokenAmount amount, TokenAmount escrow)
            implements LeaseEvent {}

    record ExcessWithdrawn(EventPlace place, LeaseId lease, TokenAmount amount, TokenAmount escrow)
            implements LeaseEvent {}

    record VersionChanged(EventPlace place, LeaseId lease, Bytes32 version) implements LeaseEvent {}

    record LaunchKeyChanged(EventPlace place, LeaseId lease, Address launchKey)
            implements LeaseEvent {}

    record NoticeGiven(EventPlace place, LeaseId lease, CloseReason reason, Instant effectiveAt)
            implements LeaseEvent {}

    record Suspected(
            EventPlace place, LeaseId lease, Address by, TokenAmount bond, long blockNumber)
            implements LeaseEvent {}

    record SuspicionCleared(EventPlace place, LeaseId lease, Address suspector, TokenAmount bond)
            implements LeaseEvent {}

    /// @param toTenant of the collateral
    /// @param refund of the escrow
    record MarkedStale(
            EventPlace place,
            LeaseId lease,
            Address suspector,
            TokenAmount bond,
            TokenAmount suspectBounty,
            Address marker,
            TokenAmount staleBounty,
            TokenAmount toTenant,
            TokenAmount refund)
            implements LeaseEvent {}

    /// @param refund to the tenant at once
    /// @param held for a last proof until `heldUntil`
    /// @param forfeited of the collateral, to the tenant
    record Closing(
            EventPlace place,
            LeaseId lease,
            CloseReason reason,
            Address by,
            TokenAmount refund,
            TokenAmount held,
            TokenAmount forfeited,
            Instant heldUntil)
            implements LeaseEvent {}

    /// What was held went back to the tenant.
    record HoldReleased(EventPlace place, LeaseId lease, TokenAmount refund)
            implements LeaseEvent {}

    /// @param refund to the tenant
    /// @param collateral back to the provider
    record Closed(
            EventPlace place,
            LeaseId lease,
            CloseReason reason,
            TokenAmount refund,
            TokenAmount collateral,
            TokenAmount bounty,
            Address bountyTo)
            implements LeaseEvent {}
}
