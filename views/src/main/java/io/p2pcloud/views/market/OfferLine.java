package io.p2pcloud.views.market;

import io.p2pcloud.common.Tier;
import io.p2pcloud.market.Offer;
import io.p2pcloud.market.OfferBook;
import io.p2pcloud.market.Provider;
import io.p2pcloud.market.Reputation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An offer with what the market knows of its provider.
///
/// @param provider empty when his registration could not be read
public record OfferLine(Offer offer, Optional<Provider> provider) {
    static List<OfferLine> all(OfferBook book) {
        return book.offers().stream()
                .map(it ->
                        new OfferLine(it, Optional.ofNullable(book.providers().get(it.provider()))))
                .toList();
    }

    public String region() {
        return provider.map(Provider::region).orElse("");
    }

    public Tier tier() {
        return offer.unit().tier();
    }

    public Reputation reputation() {
        return provider.map(Provider::reputation).orElse(Reputation.NONE);
    }

    /// Served time that guests proved and tenants paid, on machines of both kinds.
    Duration proven() {
        return reputation().provenConfidential().plus(reputation().provenStandard());
    }

    /// Whether anyone can take it now at the listed price.
    boolean isOpen() {
        return offer.mode() == Offer.Mode.OPEN && offer.free() > 0;
    }
}
