package io.p2pcloud.market;

import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Every standing offer with the provider behind it: what there is to choose from. How long it
/// takes to read depends on the offers that stand, never on what was let before.
///
/// @param offers in no order; each once
/// @param providers of these offers, by account; without those whose entry could not be read
/// @param total how many offers there are in all
/// @param trust the least that any part of it is trusted
/// @param complete whether all pages were read
public record OfferBook(
        List<Offer> offers,
        Map<Address, Provider> providers,
        long total,
        Trust trust,
        boolean complete) {
    public OfferBook {
        offers = List.copyOf(offers);
        providers = Map.copyOf(providers);
    }

    /// How many have an offer here.
    public long suppliers() {
        return offers.stream().map(Offer::provider).distinct().count();
    }

    /// Reads pages side by side. An offer that is withdrawn meanwhile moves another to its place:
    /// then one may be missing until the next look, and none is there twice.
    ///
    /// @param soFar hears of each page but the last as soon as those before it are there
    /// @throws io.p2pcloud.chain.ChainException when the chain cannot be asked
    public static OfferBook read(OfferSource market, Consumer<OfferBook> soFar) {
        return new OfferReading(market).read(soFar);
    }
}
