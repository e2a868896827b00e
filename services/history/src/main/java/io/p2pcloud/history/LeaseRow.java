package io.p2pcloud.history;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A lease as the ledger knows it from one side.
///
/// @param counterparty the provider for a tenant, the tenant for a provider
/// @param reason why it was closed, in words; empty while it is open
/// @param endedAt null while it is open
public record LeaseRow(
        LeaseId lease,
        Role role,
        Address counterparty,
        ComputeUnit unit,
        Rate rate,
        LeasePhase phase,
        String reason,
        Instant openedAt,
        @Nullable Instant endedAt) {
    public LeaseRow {
        if (endedAt != null && endedAt.isBefore(openedAt)) {
            throw new IllegalArgumentException("lease " + lease + " ended before it began");
        }
    }
}
