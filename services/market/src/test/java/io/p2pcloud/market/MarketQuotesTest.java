package io.p2pcloud.market;

import static io.p2pcloud.market.TestMarket.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prices that a provider signs for one tenant.
final class MarketQuotesTest {
    private static final Rate LOW = Rate.perMonth(TokenAmount.ofUnits(5_000_000));

    @TempDir static Path folder;
    private static TestMarket world;

    private final SigningKey launch = SigningKey.ofSecret(Keccak.hash(new byte[] {50}).toArray());
    private SigningKey provider;
    private SigningKey tenant;
    private OfferId offer;

    @BeforeAll
    static void start() {
        world = new TestMarket(folder);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    /// An offer that cannot be taken without a quote.
    @BeforeEach
    void quoteOnly() {
        provider = world.provider();
        tenant = world.person();
        var terms = TestMarket.listing(3);
        offer =
                world.market
                        .listOffer(
                                provider,
                                new OfferListing(
                                        terms.unit(),
                                        terms.price(),
                                        terms.collateral(),
                                        terms.count(),
                                        Offer.Mode.QUOTE_ONLY,
                                        terms.terms()))
                        .orThrow();
    }

    private Quote quote(int units, long nonce, Instant expiry) {
        return new Quote(offer, tenant.address(), LOW, units, nonce, expiry);
    }

    private Quote quote() {
        var nonce = world.market.quoteNonce(provider.address(), tenant.address()).value();
        return quote(2, nonce, world.now().plus(Duration.ofHours(1)));
    }

    private ActOutcome<?> take(SigningKey by, int units, SignedQuote quote) {
        return world.market.takeQuote(by, world.take(offer, units, launch.address()), quote);
    }

    @Test
    void takesAnOfferAtTheSignedPriceOnce() {
        var digests = world.market.digests();
        var quote = quote();
        var signed = quote.sign(provider, digests);
        assertThat(signed.isBy(provider.address(), digests)).isTrue();
        assertThat(signed.isBy(tenant.address(), digests)).isFalse();
        assertThat(signed.signer(digests)).isEqualTo(provider.address());

        assertThat(world.market.takeOffer(tenant, world.take(offer, 1, launch.address())))
                .satisfies(it -> assertRefused(it, MarketRefusal.OFFER_NOT_OPEN));
        var leases =
                world.market
                        .takeQuote(tenant, world.take(offer, 2, launch.address()), signed)
                        .orThrow();
        assertThat(leases).hasSize(2);
        assertThat(world.lease(leases.getFirst()).rate()).isEqualTo(LOW);
        assertRefused(take(tenant, 1, signed), MarketRefusal.QUOTE_NONCE_USED);
        assertThat(world.market.quoteNonce(provider.address(), tenant.address()).value())
                .isEqualTo(quote.nonce() + 1);
    }

    @Test
    void refusesWhatTheQuoteWasNotSignedFor() {
        var digests = world.market.digests();
        var signed = quote().sign(provider, digests);
        assertRefused(take(world.person(), 1, signed), MarketRefusal.BAD_QUOTE);
        assertRefused(take(tenant, 3, signed), MarketRefusal.BAD_QUOTE);
        var cheaper =
                new Quote(
                        offer,
                        tenant.address(),
                        Rate.perMonth(TokenAmount.ofUnits(1)),
                        2,
                        signed.quote().nonce(),
                        signed.quote().expiry());
        assertRefused(
                take(tenant, 1, new SignedQuote(cheaper, signed.signature())),
                MarketRefusal.BAD_SIGNATURE);
        assertRefused(take(tenant, 1, quote().sign(tenant, digests)), MarketRefusal.BAD_SIGNATURE);
        var elsewhere = new MarketDigests(world.market.chainId(), Address.ZERO);
        assertRefused(
                take(tenant, 1, quote().sign(provider, elsewhere)), MarketRefusal.BAD_SIGNATURE);
        var late = quote(2, signed.quote().nonce(), world.now().minusSeconds(60));
        assertRefused(take(tenant, 1, late.sign(provider, digests)), MarketRefusal.QUOTE_EXPIRED);
        assertThatThrownBy(() -> quote(0, 0, world.now()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cancelsWhatWasSignedForOneTenantAlone() {
        var digests = world.market.digests();
        var signed = quote().sign(provider, digests);
        var first = tenant;
        tenant = world.person();
        var others = quote().sign(provider, digests);
        long next = world.market.cancelQuotes(provider, first.address()).orThrow();
        assertThat(next).isEqualTo(signed.quote().nonce() + 1);
        assertRefused(take(first, 1, signed), MarketRefusal.QUOTE_NONCE_USED);
        take(tenant, 1, others).orThrow();
    }

    @Test
    void takesTheQuoteOfAKeyThatMaySignThemOnly() {
        var digests = world.market.digests();
        var service = world.person();
        var signed = quote().sign(service, digests);
        assertRefused(take(tenant, 1, signed), MarketRefusal.BAD_SIGNATURE);
        world.market
                .delegate(
                        provider,
                        new Delegation(
                                service.address(),
                                Set.of(DelegatedAct.QUOTES),
                                TokenAmount.ZERO,
                                world.now().plus(Duration.ofDays(1))))
                .orThrow();
        take(tenant, 1, signed).orThrow();
    }
}
