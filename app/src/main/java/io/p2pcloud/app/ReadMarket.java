package io.p2pcloud.app;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.common.Address;
import io.p2pcloud.market.Bid;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.Order;
import io.p2pcloud.market.OrderDetails;
import io.p2pcloud.market.OrderId;
import io.p2pcloud.market.Page;
import io.p2pcloud.market.Provider;
import io.p2pcloud.views.session.OpenMarket;
import java.util.List;
import java.util.Optional;

/// The market contract, as the window reads it.
record ReadMarket(Marketplace market) implements OpenMarket {
    @Override
    public Checked<Page<Offer>> offers(int from, int count) {
        return market.offers(from, count);
    }

    @Override
    public Checked<List<Provider>> providers(List<Address> accounts) {
        return market.providers(accounts);
    }

    @Override
    public Checked<Page<Order>> orders(int from, int count) {
        return market.openOrders(from, count);
    }

    @Override
    public Checked<Optional<OrderDetails>> details(OrderId order) {
        return market.orderDetails(order);
    }

    @Override
    public Checked<List<Bid>> bids(OrderId order) {
        return market.bids(order);
    }
}
