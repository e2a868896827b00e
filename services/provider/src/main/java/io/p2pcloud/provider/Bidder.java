package io.p2pcloud.provider;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.market.ActOutcome;
import io.p2pcloud.market.Bid;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.Order;
import io.p2pcloud.market.OrderDetails;
import io.p2pcloud.market.OrderId;
import io.p2pcloud.market.ResourceGroup;
import io.p2pcloud.wallet.Signer;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Bids on open orders with the prices of the own listing: what can be taken at once for a price is
/// also given for that price to whoever asks by order.
final class Bidder {
    private static final Logger LOG = System.getLogger(Bidder.class.getName());
    private static final int ORDERS = 100;

    private final Marketplace market;
    private final Signer account;
    private final Set<OrderId> judged = new HashSet<>();

    Bidder(Marketplace market, Signer account) {
        this.market = market;
        this.account = account;
    }

    /// Looks at orders that were not judged before, and bids where the listing covers them.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    void round(List<Offer> offers) {
        if (offers.isEmpty()) {
            return;
        }
        var now = market.head().value().time();
        for (var order : market.openOrders(0, ORDERS).value().items()) {
            boolean bidding = order.state() == Order.State.OPEN && now.isBefore(order.closesAt());
            if (bidding && !excluded(order) && judged.add(order.id())) {
                market.orderDetails(order.id()).value().ifPresent(it -> bid(it, offers));
            }
        }
    }

    private boolean excluded(Order order) {
        Address self = account.address();
        return order.excluded().contains(self)
                || market.bids(order.id()).value().stream()
                        .anyMatch(bid -> bid.provider().equals(self));
    }

    private void bid(OrderDetails order, List<Offer> offers) {
        var prices = prices(order, offers);
        if (prices.isEmpty()) {
            return;
        }
        var groups = order.infrastructure().groups();
        var collateral =
                groups.stream()
                        .map(group -> group.collateral().times(group.count()))
                        .reduce((a, b) -> a.plus(b))
                        .orElseThrow();
        if (market.allowance(account.address()).value().compareTo(collateral) < 0) {
            var _ = market.approve(account, collateral);
        }
        switch (market.submitFulfillment(account, order, prices.get())) {
            case ActOutcome.Done<Bid> _ ->
                    LOG.log(Logger.Level.INFO, "bid on order {0}", order.order());
            case ActOutcome.Refused<Bid>(_, String sentence) ->
                    LOG.log(Logger.Level.INFO, "no bid on order {0}: {1}", order.order(), sentence);
            case ActOutcome.NoGasMoney<Bid> poor -> LOG.log(Logger.Level.WARNING, poor.sentence());
            case ActOutcome.Unsettled<Bid> _ ->
                    LOG.log(Logger.Level.INFO, "bid on order {0} is on its way", order.order());
        }
    }

    /// The price of one unit of each group, or nothing when one group is not covered.
    static Optional<List<Rate>> prices(OrderDetails order, List<Offer> offers) {
        var prices = new ArrayList<Rate>();
        for (var group : order.infrastructure().groups()) {
            var price =
                    offers.stream()
                            .filter(offer -> offer.mode() == Offer.Mode.OPEN)
                            .filter(offer -> covers(offer, group))
                            .map(Offer::price)
                            .min(Rate::compareTo);
            if (price.isEmpty()) {
                return Optional.empty();
            }
            prices.add(price.get());
        }
        return Optional.of(List.copyOf(prices));
    }

    private static boolean covers(Offer offer, ResourceGroup group) {
        return offer.free() >= group.count()
                && fits(group.unit(), offer.unit())
                && offer.price().compareTo(group.price()) <= 0;
    }

    private static boolean fits(ComputeUnit wanted, ComputeUnit offered) {
        return wanted.tier() == offered.tier()
                && wanted.vcpu() <= offered.vcpu()
                && wanted.memoryMib() <= offered.memoryMib()
                && wanted.diskGib() <= offered.diskGib()
                && wanted.bandwidthMbps() <= offered.bandwidthMbps();
    }
}
