package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.chain.Checked;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OfferBookTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Trust BELIEVED = new Trust.Unproven("a.test");

    /// Offers of providers with three each, which tells what it was asked.
    private static final class Standing implements OfferSource {
        final List<Offer> offers = new ArrayList<>();
        final List<Integer> pages = new CopyOnWriteArrayList<>();
        final List<Address> asked = new CopyOnWriteArrayList<>();
        long total;
        int broken = -1;

        Standing(int count) {
            for (int i = 0; i < count; i++) {
                offers.add(offer(i, Offer.Mode.OPEN));
            }
            total = count;
        }

        @Override
        public Checked<Page<Offer>> offers(int from, int count) {
            pages.add(from);
            if (from == broken) {
                throw new IllegalStateException("gone");
            }
            var part =
                    offers.subList(
                            Math.min(from, offers.size()), Math.min(from + count, offers.size()));
            return new Checked<>(new Page<>(part, from, part.size(), total), BELIEVED);
        }

        @Override
        public Checked<List<Provider>> providers(List<Address> accounts) {
            asked.addAll(accounts);
            return new Checked<>(
                    accounts.stream()
                            .filter(it -> !it.equals(account(1)))
                            .map(Standing::provider)
                            .toList(),
                    BELIEVED);
        }

        static Address account(int number) {
            return Address.ofHex("0x%040x".formatted(BigInteger.valueOf(number + 1L)));
        }

        static Offer offer(int number, Offer.Mode mode) {
            return new Offer(
                    new OfferId(number + 1L),
                    account(number / 3),
                    new ComputeUnit(1, 1024, 10, 100, Tier.STANDARD),
                    new Rate(BigInteger.TEN),
                    TokenAmount.ofUnits(1),
                    1,
                    0,
                    mode,
                    LeaseTerms.usual(THEN),
                    TokenAmount.ofUnits(1));
        }

        static Provider provider(Address account) {
            return new Provider(
                    account,
                    "198.51.100.1:7443",
                    Bytes32.ZERO,
                    "fi-hel",
                    Bytes32.ZERO,
                    TokenAmount.ofUnits(1),
                    THEN,
                    Optional.empty(),
                    0,
                    new Reputation(Duration.ZERO, Duration.ZERO, 0, 0, 0, 0));
        }
    }

    @Test
    void readsAllPagesAndEachProviderOnce() {
        var market = new Standing(1200);
        var parts = new ArrayList<OfferBook>();
        var book = OfferBook.read(market, parts::add);
        assertThat(book.offers()).isEqualTo(market.offers);
        assertThat(book.complete()).isTrue();
        assertThat(book.total()).isEqualTo(1200);
        assertThat(book.suppliers()).isEqualTo(400);
        assertThat(book.trust()).isEqualTo(BELIEVED);
        assertThat(parts).extracting(it -> it.offers().size()).containsExactly(500, 1000);
        assertThat(parts).noneMatch(OfferBook::complete);
        assertThat(market.pages).containsExactlyInAnyOrder(0, 500, 1000);
        assertThat(market.asked).hasSize(400).doesNotHaveDuplicates();
        assertThat(book.providers())
                .as("all but the one whose entry cannot be read")
                .hasSize(399)
                .doesNotContainKey(Standing.account(1));
    }

    @Test
    void listsAnOfferOnceThatMovedWhileItWasRead() {
        var market = new Standing(501);
        market.offers.set(500, market.offers.getFirst());
        assertThat(OfferBook.read(market, _ -> {}).offers()).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void leavesOutWhatWasWithdrawn() {
        var market = new Standing(6);
        market.offers.set(0, Standing.offer(0, Offer.Mode.WITHDRAWN));
        assertThat(OfferBook.read(market, _ -> {}).offers()).hasSize(5);
    }

    @Test
    void endsOnAnEmptyMarket() {
        var market = new Standing(0);
        var book = OfferBook.read(market, _ -> {});
        assertThat(book.offers()).isEmpty();
        assertThat(book.complete()).isTrue();
        assertThat(market.pages).containsExactly(0);
    }

    @Test
    void endsWhereAnEndpointThatPromisesMoreHasNoMore() {
        var market = new Standing(500);
        market.total = Long.MAX_VALUE;
        assertThat(OfferBook.read(market, _ -> {}).offers()).hasSize(500);
        assertThat(market.pages).hasSizeLessThanOrEqualTo(2000);
    }

    @Test
    void saysWhyAPageCouldNotBeRead() {
        var market = new Standing(1200);
        market.broken = 1000;
        assertThatThrownBy(() -> OfferBook.read(market, _ -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("gone");
    }
}
