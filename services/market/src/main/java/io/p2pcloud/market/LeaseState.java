package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import java.time.Instant;

/// Where a lease stands on chain.
public sealed interface LeaseState {
    /// Booked; the machine has not proven itself yet, nothing is paid.
    record Pending(Instant activateBy) implements LeaseState {}

    /// Running and billed as it is proven.
    record Active() implements LeaseState {}

    /// Stopped by the tenant; billed at the halted rate.
    record Halted() implements LeaseState {}

    /// Stopped by the provider; not billed, and drawn from his outage budget.
    record Interrupted(Instant since) implements LeaseState {}

    /// The escrow is below its floor: the data is kept for the pause grace.
    record Paused(Instant since) implements LeaseState {}

    /// Someone put a bond on the claim that the provider is silent.
    record Suspect(Address by, Instant since) implements LeaseState {}

    /// Silent for too long: the collateral went to the tenant.
    record Stale() implements LeaseState {}

    /// Ended; the settlement window is open, or the provider has not confirmed the reset.
    record Closing(CloseReason reason, Instant since) implements LeaseState {}

    /// Over.
    record Closed(CloseReason reason) implements LeaseState {}

    /// Whether a machine may still come to run under it.
    default boolean isOpen() {
        return switch (this) {
            case Pending _, Active _, Halted _, Interrupted _, Paused _, Suspect _ -> true;
            case Stale _, Closing _, Closed _ -> false;
        };
    }
}
