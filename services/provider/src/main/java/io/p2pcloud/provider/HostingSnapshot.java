package io.p2pcloud.provider;

import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.Offer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /// Before anything is known.
    static HostingSnapshot unknown() {
        return new HostingSnapshot(
                Optional.empty(), List.of(), List.of(), TokenAmount.ZERO, true, Optional.empty());
    }

    HostingSnapshot checked(Readiness found) {
        return new HostingSnapshot(
                Optional.of(found), offers, leases, credit, acceptingLeases, warning);
    }

    HostingSnapshot accepting(boolean accept) {
        return new HostingSnapshot(readiness, offers, leases, credit, accept, warning);
    }

    HostingSnapshot warned(@Nullable String sentence) {
        return new HostingSnapshot(
                readiness, offers, leases, credit, acceptingLeases, Optional.ofNullable(sentence));
    }

    HostingSnapshot with(List<HostedLease> newest) {
        return new HostingSnapshot(readiness, offers, newest, credit, acceptingLeases, warning);
    }

    /// As the chain has it now; a warning before is over.
    HostingSnapshot read(List<Offer> onChain, List<HostedLease> newest, TokenAmount earned) {
        return new HostingSnapshot(
                readiness, onChain, newest, earned, acceptingLeases, Optional.empty());
    }
}
