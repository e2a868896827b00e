package io.p2pcloud.market;

import io.p2pcloud.common.TokenAmount;
import java.time.Instant;

/// What asking to close a lease did.
public sealed interface Closure {
    LeaseId lease();

    /// A provider's notice: the lease goes on until `effectiveAt`, then he may close it.
    record NoticeGiven(LeaseId lease, CloseReason reason, Instant effectiveAt) implements Closure {}

    /// @param refund now in the tenant's credit
    /// @param held kept back for a last proof of time before the close
    /// @param forfeited of the collateral, to the tenant
    record Ended(
            LeaseId lease,
            CloseReason reason,
            TokenAmount refund,
            TokenAmount held,
            TokenAmount forfeited)
            implements Closure {}
}
