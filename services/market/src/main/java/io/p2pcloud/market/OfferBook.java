package io.p2pcloud.market;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Every standing offer with the provider behind it: what there is to choose from. How long it
/// takes to read depends on the offers that stand, never on what was let before.
///
/// @param offers in no order; each once
/// @param providers of these offers, by account
/// @param trust the least that any part of it is trusted
public record OfferBook(List<Offer> offers, Map<Address, Provider> providers, Trust trust) {
    private static final int PAGE = 500;
    private static final int ACCOUNTS = 200;

    /// Questions that are on their way to the endpoint at once.
    private static final int AT_ONCE = 4;

    public OfferBook {
        offers = List.copyOf(offers);
        providers = Map.copyOf(providers);
    }

    /// Reads pages side by side. An offer that is withdrawn meanwhile moves another to its place:
    /// then one may be missing until the next look, and none is there twice.
    ///
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    public static OfferBook read(MarketView market) {
        var first = market.offers(0, PAGE);
        var offers = new LinkedHashMap<OfferId, Offer>();
        var trust = first.trust();
        first.value().items().forEach(it -> offers.put(it.id(), it));
        int pages = (int) Math.ceilDiv(first.value().total(), PAGE);
        var rest =
                all(
                        IntStream.range(1, pages)
                                .<Callable<Checked<Page<Offer>>>>mapToObj(
                                        it -> () -> market.offers(it * PAGE, PAGE))
                                .toList());
        for (var page : rest) {
            page.value().items().forEach(it -> offers.put(it.id(), it));
            trust = lesser(trust, page.trust());
        }
        var accounts = offers.values().stream().map(Offer::provider).distinct().toList();
        var providers = new LinkedHashMap<Address, Provider>();
        var parts =
                all(
                        IntStream.iterate(0, it -> it < accounts.size(), it -> it + ACCOUNTS)
                                .<Callable<Checked<List<Provider>>>>mapToObj(it ->
                                        () ->
                                                market.providers(
                                                        accounts.subList(
                                                                it,
                                                                Math.min(
                                                                        accounts.size(),
                                                                        it + ACCOUNTS))))
                                .toList());
        for (var part : parts) {
            part.value().forEach(it -> providers.put(it.account(), it));
            trust = lesser(trust, part.trust());
        }
        return new OfferBook(List.copyOf(offers.values()), providers, trust);
    }

    private static Trust lesser(Trust one, Trust other) {
        return one.isProven() ? other : one;
    }

    private static <T> List<T> all(List<Callable<T>> questions) {
        try (var askers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var answers = new ArrayList<T>();
            for (Future<T> each : askers.invokeAll(questions)) {
                answers.add(each.get());
            }
            return answers;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the offers were read", e);
        }
    }
}
