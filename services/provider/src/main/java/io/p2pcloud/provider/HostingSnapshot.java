package io.p2pcloud.provider;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Offer;
import java.util.List;
import java.util.Optional;

/// The provider's side at one moment.
///
/// @param readiness of the newest check; empty before the first
/// @param credit earned and not yet withdrawn
/// @param warning something the owner should act on, as one sentence
public record HostingSnapshot(
        Optional<Readiness> readiness,
        List<Offer> offers,
        List<HostedLease> leases,
        TokenAmount credit,
        boolean acceptingLeases,
        Optional<String> warning) {
    public HostingSnapshot {
        offers = List.copyOf(offers);
        leases = List.copyOf(leases);
    }
}
