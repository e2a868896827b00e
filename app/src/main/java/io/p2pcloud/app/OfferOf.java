package io.p2pcloud.app;

import io.p2pcloud.common.Address;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Offer;
import java.util.Comparator;
import java.util.List;

/// What a certain provider offers.
final class OfferOf {
    private OfferOf() {}

    /// His cheapest offer that is free to take and at least so large.
    ///
    /// @param offers of all providers
    /// @throws UserError when he has none
    static Offer fitting(List<Offer> offers, Address provider, ComputeUnit unit) throws UserError {
        return offers.stream()
                .filter(offer -> offer.provider().equals(provider))
                .filter(offer -> offer.free() > 0 && offer.mode() == Offer.Mode.OPEN)
                .filter(offer -> isAsLarge(offer.unit(), unit))
                .min(Comparator.comparing(Offer::price))
                .orElseThrow(() ->
                        new UserError(
                                "%s offers no %s machine of at least %d vCPU, %d MiB of memory and %d GiB of disk that is free."
                                        .formatted(
                                                provider.checksummed(),
                                                unit.tier(),
                                                unit.vcpu(),
                                                unit.memoryMib(),
                                                unit.diskGib())));
    }

    private static boolean isAsLarge(ComputeUnit offered, ComputeUnit wanted) {
        return offered.tier() == wanted.tier()
                && offered.vcpu() >= wanted.vcpu()
                && offered.memoryMib() >= wanted.memoryMib()
                && offered.diskGib() >= wanted.diskGib();
    }
}
