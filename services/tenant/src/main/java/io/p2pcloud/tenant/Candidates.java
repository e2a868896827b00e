package io.p2pcloud.tenant;

import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Offer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Who could take a server right now, cheapest first, and what rules the others out.
///
/// @param ruledOut how many offers each requirement rules out; an offer is counted under the first
///   requirement that it misses
/// @param smallestDeposit what the lease needs at least at the best rate
/// @param runway how long the spec's deposit lasts at the best rate
public record Candidates(
        List<Fit> fits,
        Map<Requirement, Integer> ruledOut,
        TokenAmount smallestDeposit,
        Duration runway) {
    public Candidates {
        fits = List.copyOf(fits);
        ruledOut = Map.copyOf(ruledOut);
    }

    /// An offer that fits, with the provider's own name for himself.
    public record Fit(Offer offer, String providerName, String region, Rate rate) {}

    /// What an offer can miss, in the order in which it is checked.
    public enum Requirement {
        TIER,
        VCPU,
        MEMORY,
        DISK,
        PRICE,
        CAPACITY,
        OPEN
    }
}
