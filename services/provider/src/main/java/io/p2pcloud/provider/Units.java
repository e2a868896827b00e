package io.p2pcloud.provider;

import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OrderDetails;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The machine's size of a lease, which stands in the offer or the order that it came from and
/// never changes.
final class Units {
    private final Marketplace market;
    private final Map<Lease.Origin, ComputeUnit> known = new ConcurrentHashMap<>();

    Units(Marketplace market) {
        this.market = market;
    }

    /// This host's own offers, whose leases then start without another question to the chain.
    void remember(List<Offer> offers) {
        for (var offer : offers) {
            known.put(new Lease.Origin.FromOffer(offer.id()), offer.unit());
        }
    }

    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    ComputeUnit of(Lease lease) {
        return known.computeIfAbsent(lease.origin(), _ -> read(lease));
    }

    private ComputeUnit read(Lease lease) {
        return switch (lease.origin()) {
            case Lease.Origin.FromOffer(var offer) ->
                    market.offer(offer).value().map(Offer::unit).orElseThrow(() -> gone(lease));
            case Lease.Origin.FromOrder(var order, int group) ->
                    market.orderDetails(order)
                            .value()
                            .map(OrderDetails::infrastructure)
                            .map(infrastructure -> infrastructure.groups().get(group).unit())
                            .orElseThrow(() -> gone(lease));
        };
    }

    private static IllegalStateException gone(Lease lease) {
        return new IllegalStateException("the chain does not hold the origin of " + lease.id());
    }
}
