package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import java.util.List;

/// A matched order: the winner and the pending leases, one for each unit, group by group.
///
/// @param total what all of them cost
/// @param bounty the credit of the account that matched it
public record Match(
        OrderId order, Address provider, Rate total, List<LeaseId> leases, TokenAmount bounty) {
    public Match {
        leases = List.copyOf(leases);
    }
}
