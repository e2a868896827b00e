package io.p2pcloud.market;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// One reading of an [OfferBook]: the first page says how many there are; the others are asked for
/// side by side, and each provider once.
final class OfferReading {
    private static final int PAGE = 500;

    /// Pages that are on their way at once.
    private static final int AT_ONCE = 4;

    /// What an endpoint says of the total is not believed beyond this.
    private static final long MOST = 1_000_000;

    private final OfferSource market;
    private final Set<Address> asked = ConcurrentHashMap.newKeySet();
    private final Map<OfferId, Offer> offers = new LinkedHashMap<>();
    private final Map<Address, Provider> providers = new HashMap<>();

    /// A page with the providers that no other page asks for.
    private record Part(Checked<Page<Offer>> page, List<Checked<List<Provider>>> providers) {
        /// Nothing comes after a page that should have entries and has none.
        boolean isEmpty() {
            return page.value().places() == 0;
        }
    }

    OfferReading(OfferSource market) {
        this.market = market;
    }

    OfferBook read(Consumer<OfferBook> soFar) {
        var first = part(0);
        long total = first.page.value().total();
        var trust = add(first, first.page.trust());
        if (first.isEmpty() || first.page.value().isLast()) {
            return book(total, trust, true);
        }
        soFar.accept(book(total, trust, false));
        try (var readers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var parts = new ArrayList<Future<Part>>();
            for (int from = PAGE; from < Math.min(total, MOST); from += PAGE) {
                int place = from;
                parts.add(readers.submit(() -> part(place)));
            }
            try {
                for (int i = 0; i < parts.size(); i++) {
                    var part = parts.get(i).get();
                    if (part.isEmpty()) {
                        break;
                    }
                    trust = add(part, trust);
                    if (i < parts.size() - 1) {
                        soFar.accept(book(total, trust, false));
                    }
                }
            } finally {
                readers.shutdownNow();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the offers were read", e);
        }
        return book(total, trust, true);
    }

    private Part part(int from) {
        var page = market.offers(from, PAGE);
        var unknown =
                page.value().items().stream().map(Offer::provider).filter(asked::add).toList();
        return new Part(page, unknown.isEmpty() ? List.of() : List.of(market.providers(unknown)));
    }

    private Trust add(Part part, Trust before) {
        // The list's order changes when an offer is withdrawn, so one may come twice.
        part.page.value().items().stream()
                .filter(it -> it.mode() != Offer.Mode.WITHDRAWN)
                .forEach(it -> offers.put(it.id(), it));
        var trust = before.and(part.page.trust());
        for (var each : part.providers) {
            each.value().forEach(it -> providers.put(it.account(), it));
            trust = trust.and(each.trust());
        }
        return trust;
    }

    private OfferBook book(long total, Trust trust, boolean complete) {
        return new OfferBook(List.copyOf(offers.values()), providers, total, trust, complete);
    }
}
