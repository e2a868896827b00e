package io.p2pcloud.views.session;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.market.Bid;
import io.p2pcloud.market.OfferSource;
import io.p2pcloud.market.Order;
import io.p2pcloud.market.OrderDetails;
import io.p2pcloud.market.OrderId;
import io.p2pcloud.market.Page;
import java.util.List;
import java.util.Optional;

/// What stands on the market for everyone to see, in pages. Every read blocks, and throws an
/// exception with a sentence for the user when the chain cannot be asked.
public interface OpenMarket extends OfferSource {
    /// At most this many entries in a page.
    int MOST = 500;

    /// Orders that take bids or wait for their match, from place `from` on.
    Checked<Page<Order>> orders(int from, int count);

    /// What an order asks for; empty when its event cannot be found or is not the one committed to.
    Checked<Optional<OrderDetails>> details(OrderId order);

    Checked<List<Bid>> bids(OrderId order);
}
