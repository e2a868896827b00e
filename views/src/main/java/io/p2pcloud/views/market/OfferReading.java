package io.p2pcloud.views.market;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.common.Address;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.market.Page;
import io.p2pcloud.market.Provider;
import io.p2pcloud.views.session.OpenMarket;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the offers page by page, and each provider once. It blocks, and knows nothing of the
/// window.
public final class OfferReading {
    private final OpenMarket market;
    private final InstantSource clock;
    private final Map<OfferId, Offer> offers = new LinkedHashMap<>();
    private final Map<Address, Provider> providers = new HashMap<>();
    private final Set<Address> asked = new HashSet<>();

    public OfferReading(OpenMarket market, InstantSource clock) {
        this.market = market;
        this.clock = clock;
    }

    /// @param soFar hears of each page but the last as soon as it is there
    public OfferBook read(Consumer<OfferBook> soFar) {
        int from = 0;
        while (true) {
            var page = market.offers(from, OpenMarket.MOST);
            // The list's order changes when an offer is withdrawn, so one may come twice.
            page.value().items().forEach(it -> offers.put(it.id(), it));
            readProviders(page.value());
            from = page.value().next();
            // A page without places would be asked for again for ever.
            boolean last = page.value().isLast() || page.value().places() == 0;
            var book = book(page, last);
            if (last) {
                return book;
            }
            soFar.accept(book);
        }
    }

    private void readProviders(Page<Offer> page) {
        var unknown = new LinkedHashSet<Address>();
        page.items().stream().map(Offer::provider).filter(asked::add).forEach(unknown::add);
        if (!unknown.isEmpty()) {
            market.providers(List.copyOf(unknown))
                    .value()
                    .forEach(it -> providers.put(it.account(), it));
        }
    }

    private OfferBook book(Checked<Page<Offer>> page, boolean complete) {
        var lines =
                offers.values().stream()
                        .filter(it -> it.mode() != Offer.Mode.WITHDRAWN)
                        .map(it ->
                                new OfferLine(
                                        it, Optional.ofNullable(providers.get(it.provider()))))
                        .toList();
        return new OfferBook(lines, page.value().total(), page.trust(), clock.instant(), complete);
    }
}
