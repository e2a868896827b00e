package io.p2pcloud.views.market;

import io.p2pcloud.market.Bid;
import io.p2pcloud.market.Order;
import io.p2pcloud.market.OrderDetails;
import io.p2pcloud.views.common.Background;
import io.p2pcloud.views.common.Loading;
import io.p2pcloud.views.common.Money;
import io.p2pcloud.views.common.Texts;
import io.p2pcloud.views.common.Times;
import io.p2pcloud.views.common.ViewModel;
import io.p2pcloud.views.session.OpenMarket;
import io.p2pcloud.views.session.Services;
import io.p2pcloud.views.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Orders that take bids, and the bids on the chosen one.
public final class OrdersModel extends ViewModel {
    private static final Duration FRESH = Duration.ofSeconds(15);

    /// The order book of a window; who needs more asks the chain.
    private static final int MOST = 5_000;

    private final Session session;
    private final Money money;
    private final Times times;
    private final ReadOnlyObjectWrapper<Loading<List<Order>>> orders =
            new ReadOnlyObjectWrapper<>(new Loading.Reading<>(Texts.of("market.orders.reading")));
    private final ReadOnlyObjectWrapper<Optional<Loading<Chosen>>> chosen =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private int question;

    /// The chosen order.
    ///
    /// @param details empty when its event was not found or is not the one it committed to
    /// @param bids the lowest first, the earlier first among equals
    public record Chosen(Order order, Optional<OrderDetails> details, List<Bid> bids) {
        public Chosen {
            bids = List.copyOf(bids);
        }
    }

    public OrdersModel(Session session, Services services, Background background) {
        super(background);
        this.session = session;
        money = new Money(services.money());
        times = new Times(services.clock(), services.zone());
    }

    public ReadOnlyObjectProperty<Loading<List<Order>>> orders() {
        return orders.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Loading<Chosen>>> chosen() {
        return chosen.getReadOnlyProperty();
    }

    Money money() {
        return money;
    }

    Times times() {
        return times;
    }

    /// Reads the orders again.
    public void look() {
        background()
                .run(
                        this::read,
                        all -> orders.set(new Loading.Ready<>(all)),
                        why -> orders.set(new Loading.Failed<>(why)));
    }

    private List<Order> read() {
        var all = new ArrayList<Order>();
        int from = 0;
        while (from < MOST) {
            var page = session.market().orders(from, OpenMarket.MOST).value();
            all.addAll(page.items());
            if (page.isLast() || page.places() == 0) {
                break;
            }
            from = page.next();
        }
        all.sort(Comparator.comparing(Order::closesAt));
        return List.copyOf(all);
    }

    public void choose(@Nullable Order order) {
        int mine = ++question;
        if (order == null) {
            chosen.set(Optional.empty());
            return;
        }
        chosen.set(Optional.of(new Loading.Reading<>(Texts.of("market.bids.reading"))));
        background()
                .run(
                        () -> chosen(order),
                        found -> answered(mine, new Loading.Ready<>(found)),
                        why -> answered(mine, new Loading.Failed<>(why)));
    }

    private Chosen chosen(Order order) {
        var bids =
                session.market().bids(order.id()).value().stream()
                        .sorted(Comparator.comparing(Bid::total).thenComparingLong(Bid::sequence))
                        .toList();
        return new Chosen(order, session.market().details(order.id()).value(), bids);
    }

    private void answered(int asked, Loading<Chosen> found) {
        if (asked == question) {
            chosen.set(Optional.of(found));
        }
    }

    @Override
    protected void start() {
        look();
        every(FRESH, this::look);
    }
}
