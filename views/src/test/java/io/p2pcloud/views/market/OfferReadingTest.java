package io.p2pcloud.views.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.market.Offer;
import io.p2pcloud.views.example.Example;
import io.p2pcloud.views.example.FakeMarket;
import java.time.InstantSource;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class OfferReadingTest {
    private final FakeMarket market = new FakeMarket();

    private OfferReading reading() {
        return new OfferReading(market, InstantSource.fixed(Example.NOW));
    }

    @Test
    void readsPageByPageAndEachProviderOnce() {
        market.fill(400);
        var parts = new ArrayList<OfferBook>();
        var book = reading().read(parts::add);
        assertThat(book.lines()).hasSize(1200);
        assertThat(book.complete()).isTrue();
        assertThat(book.total()).isEqualTo(1200);
        assertThat(book.providers()).isEqualTo(400);
        assertThat(parts).extracting(it -> it.lines().size()).containsExactly(500, 1000);
        assertThat(parts).noneMatch(OfferBook::complete);
        assertThat(market.asked)
                .containsExactly(
                        "offers 0",
                        "providers 167",
                        "offers 500",
                        "providers 167",
                        "offers 1000",
                        "providers 66");
        assertThat(book.lines()).allMatch(it -> it.provider().isPresent());
    }

    @Test
    void listsAnOfferOnceThatMovedWhileItWasRead() {
        market.fill(167);
        market.offers.set(500, market.offers.getFirst());
        assertThat(reading().read(_ -> {}).lines()).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void leavesOutWhatWasWithdrawnAndKeepsOffersOfUnknownProviders() {
        market.fill(2);
        market.providers.clear();
        var first = market.offers.getFirst();
        market.offers.set(
                0,
                new Offer(
                        first.id(),
                        first.provider(),
                        first.unit(),
                        first.price(),
                        first.collateral(),
                        first.count(),
                        first.taken(),
                        Offer.Mode.WITHDRAWN,
                        first.terms(),
                        first.minDeposit()));
        var book = reading().read(_ -> {});
        assertThat(book.lines()).hasSize(5).allMatch(it -> it.region().isEmpty());
    }

    @Test
    void endsOnAnEmptyMarket() {
        var book = reading().read(_ -> {});
        assertThat(book.lines()).isEmpty();
        assertThat(book.complete()).isTrue();
        assertThat(market.asked).containsExactly("offers 0");
    }
}
