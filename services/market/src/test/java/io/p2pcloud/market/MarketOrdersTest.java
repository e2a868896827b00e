package io.p2pcloud.market;

import static io.p2pcloud.market.TestMarket.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders, refusals and pages on a real chain.
final class MarketOrdersTest {
    @TempDir static Path folder;
    private static TestMarket world;

    private final SigningKey launch = SigningKey.ofSecret(Keccak.hash(new byte[] {50}).toArray());

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

    @Test
    void matchesAnOrderWithTheLowestBid() {
        var market = world.market;
        var tenant = world.person();
        var dear = world.provider();
        var cheap = world.provider();
        var group = new ResourceGroup(TestMarket.UNIT, TestMarket.PRICE, TestMarket.COLLATERAL, 2);
        var other =
                new ResourceGroup(
                        new ComputeUnit(1, 1024, 10, 100, TestMarket.UNIT.tier()),
                        TestMarket.PRICE,
                        TestMarket.COLLATERAL,
                        1);
        var infrastructure =
                new Infrastructure(
                        "eu-de", false, TokenAmount.ZERO, List.of(group, other), List.of());
        var placed =
                market.submitDeployment(
                                tenant,
                                new DeploymentDraft(
                                        List.of(infrastructure),
                                        TestMarket.terms(),
                                        Duration.ofMinutes(10),
                                        TokenAmount.ofUnits(60_000_000),
                                        TestMarket.VERSION,
                                        launch.address()))
                        .orThrow();
        var id = placed.orders().getFirst();
        assertThat(market.openOrders(0, 500).value().items()).extracting(Order::id).contains(id);
        var details = market.orderDetails(id).value().orElseThrow();
        assertThat(details.infrastructure()).isEqualTo(infrastructure);
        assertThat(details.terms()).isEqualTo(TestMarket.terms());

        market.submitFulfillment(dear, details, List.of(TestMarket.PRICE, TestMarket.PRICE))
                .orThrow();
        var half = Rate.perMonth(TokenAmount.ofUnits(4_500_000));
        var bid =
                market.submitFulfillment(cheap, details, List.of(half, TestMarket.PRICE)).orThrow();
        assertThat(bid.total())
                .isEqualTo(
                        new Rate(
                                half.times(2).wadPerSecond().add(TestMarket.PRICE.wadPerSecond())));
        assertThat(market.bids(id).value()).hasSize(2).contains(bid);

        assertThat(market.matchOrder(tenant, id))
                .isInstanceOfSatisfying(
                        ActOutcome.Refused.class,
                        it -> assertThat(it.reason()).isEqualTo(MarketRefusal.BIDDING_STILL_OPEN));
        world.advance(Duration.ofMinutes(11));
        var match = market.matchOrder(dear, id).orThrow();
        assertThat(match.provider()).isEqualTo(cheap.address());
        assertThat(match.leases()).hasSize(3);
        assertThat(match.bounty()).isEqualTo(market.config().matchBounty());
        var lease = world.lease(match.leases().getLast());
        assertThat(lease.rate()).isEqualTo(TestMarket.PRICE);
        assertThat(lease.origin()).isEqualTo(new Lease.Origin.FromOrder(id, 1));
        assertThat(world.lease(match.leases().getFirst()).rate()).isEqualTo(half);

        // The chosen one never starts: everyone gets his own back.
        world.advance(Duration.ofMinutes(31));
        for (var each : match.leases()) {
            market.expirePending(dear, each).orThrow();
            assertThat(world.lease(each).state())
                    .isEqualTo(new LeaseState.Closed(CloseReason.NOT_ACTIVATED));
        }
        assertThat(
                        market.provider(cheap.address())
                                .value()
                                .orElseThrow()
                                .reputation()
                                .notActivated())
                .isEqualTo(3);
    }

    @Test
    void refusesWhatIsNotOnesOwnOrChangedMeanwhile() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var offer = market.listOffer(provider, TestMarket.listing(1)).orThrow();
        var take = world.take(offer, 1, launch.address());

        var raised = TestMarket.PRICE.times(2);
        market.updateOffer(
                        provider,
                        offer,
                        new OfferChange(raised, 1, Offer.Mode.OPEN, LeaseTerms.NO_END))
                .orThrow();
        assertRefused(market.takeOffer(tenant, take), MarketRefusal.PRICE_ROSE);
        assertRefused(market.withdrawOffer(tenant, offer), MarketRefusal.NOT_AUTHORIZED);
        assertRefused(
                market.takeOffer(
                        tenant,
                        new Take(
                                offer,
                                raised,
                                1,
                                TokenAmount.ofUnits(1),
                                Bytes32.of(new byte[32]),
                                launch.address())),
                MarketRefusal.BAD_VERSION);
        assertRefused(
                market.registerProvider(provider, TestMarket.profile("a:1"), TestMarket.STAKE),
                MarketRefusal.ALREADY_REGISTERED);
        assertRefused(
                market.listOffer(tenant, TestMarket.listing(1)), MarketRefusal.NOT_REGISTERED);
        assertThat(market.offer(new OfferId(999_999)).value()).isEmpty();
        assertThat(market.provider(tenant.address()).value()).isEmpty();
        assertThat(market.lease(new LeaseId(TestMarket.VERSION)).value()).isEmpty();
        assertThat(market.orderDetails(new OrderId(999_999)).value()).isEmpty();
    }

    @Test
    void saysThatAnAccountWithoutGasMoneyCannotAct() {
        var poor = SigningKey.ofSecret(Keccak.hash(new byte[] {99}).toArray());
        assertThat(world.market.approve(poor, TokenAmount.ofUnits(1)))
                .isInstanceOf(ActOutcome.NoGasMoney.class);
    }

    @Test
    void pagesThroughOffersAndLeases() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var offer = market.listOffer(provider, TestMarket.listing(5)).orThrow();
        var leases = market.takeOffer(tenant, world.take(offer, 5, launch.address())).orThrow();
        var newest = market.leasesOfTenant(tenant.address(), 0, 2).value();
        assertThat(newest.items())
                .extracting(Lease::id)
                .containsExactly(leases.get(4), leases.get(3));
        assertThat(newest.isLast()).isFalse();
        var oldest = market.leasesOfTenant(tenant.address(), 4, 2).value();
        assertThat(oldest.items()).extracting(Lease::id).containsExactly(leases.get(0));
        assertThat(oldest.isLast()).isTrue();
        assertThat(market.leasesOfTenant(tenant.address(), 9, 2).value().items()).isEmpty();
        var all = market.offers(0, 500).value();
        assertThat(market.offers((int) all.total() - 1, 500).value().items()).hasSize(1);
    }
}
