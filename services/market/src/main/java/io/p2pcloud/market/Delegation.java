package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import java.time.Instant;
import java.util.Set;

/// What a key may do for an account until `expiry`. No key can withdraw, move the stake, or
/// delegate further.
///
/// @param spendPerDay what its acts may take from the account in one day (UTC)
public record Delegation(
        Address key, Set<DelegatedAct> acts, TokenAmount spendPerDay, Instant expiry) {
    public Delegation {
        acts = Set.copyOf(acts);
        Bounds.time(expiry);
        if (acts.isEmpty()) {
            throw new IllegalArgumentException("a delegation allows at least one act");
        }
    }
}
