package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole story of leases on a real chain, with the money counted.
final class MarketStoryTest {
    @TempDir static Path folder;
    private static TestMarket world;

    private final SigningKey launch = SigningKey.ofSecret(Keccak.hash(new byte[] {50}).toArray());
    private final SigningKey guest = SigningKey.ofSecret(Keccak.hash(new byte[] {51}).toArray());

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
    void leasesAnOfferFromListingToTheLastWithdrawal() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var tokensBefore = world.tokens(provider).plus(world.tokens(tenant));
        var heldBefore = world.held();

        var offer = market.listOffer(provider, TestMarket.listing(2)).orThrow();
        var standing = market.offer(offer).value().orElseThrow();
        assertThat(standing.free()).isEqualTo(2);
        assertThat(standing.unit()).isEqualTo(TestMarket.UNIT);
        assertThat(standing.price()).isEqualTo(TestMarket.PRICE);
        assertThat(standing.terms()).isEqualTo(TestMarket.terms());
        assertThat(market.offers(0, 500).value().items()).contains(standing);

        var take = world.take(offer, 1, launch.address());
        var id = market.takeOffer(tenant, take).orThrow().getFirst();
        var pending = world.lease(id);
        assertThat(pending.state()).isInstanceOf(LeaseState.Pending.class);
        assertThat(pending.escrow()).isEqualTo(take.deposit());
        assertThat(pending.version()).isEqualTo(TestMarket.VERSION);
        assertThat(pending.origin()).isEqualTo(new Lease.Origin.FromOffer(offer));
        assertThat(market.leasesOfTenant(tenant.address(), 0, 10).value().items())
                .containsExactly(pending);

        var beat = world.activate(provider, launch, guest, id, 1);
        var active = world.lease(id);
        assertThat(active.state()).isEqualTo(new LeaseState.Active());
        assertThat(active.beat()).isEqualTo(beat);
        assertThat(active.guestKey()).contains(guest.address());

        world.advance(Duration.ofHours(5));
        var served = Duration.ofHours(4);
        var payment =
                market.confirm(provider, List.of(world.heartbeat(guest, id, served)))
                        .orThrow()
                        .getFirst();
        assertThat(payment.paid()).isEqualTo(served);
        assertThat(payment.amount()).isEqualTo(TestMarket.PRICE.cost(served));
        assertThat(payment.escrow()).isEqualTo(take.deposit().minus(payment.amount()));
        assertThat(world.credit(provider)).isEqualTo(payment.amount());

        world.advance(Duration.ofHours(1));
        var closure = market.closeLease(tenant, id, CloseReason.TENANT).orThrow();
        assertThat(closure).isInstanceOf(Closure.Ended.class);
        var ended = (Closure.Ended) closure;
        assertThat(ended.refund().plus(ended.held())).isEqualTo(payment.escrow());
        // The last hour is still paid from what was held.
        var last =
                market.confirm(provider, List.of(world.heartbeat(guest, id, Duration.ofHours(1))))
                        .orThrow()
                        .getFirst();
        assertThat(last.paid()).isEqualTo(Duration.ofHours(1));

        var collateral = market.confirmClosed(provider, id).orThrow();
        assertThat(collateral).isEqualTo(TestMarket.COLLATERAL);
        assertThat(world.lease(id).state()).isEqualTo(new LeaseState.Closed(CloseReason.TENANT));

        assertThat(market.withdrawOffer(provider, offer).orThrow())
                .isEqualTo(TestMarket.COLLATERAL);
        var spent = TestMarket.PRICE.cost(served).plus(last.amount());
        assertThat(market.withdraw(tenant, tenant.address()).orThrow())
                .isEqualTo(take.deposit().minus(spent));
        assertThat(market.withdraw(provider, provider.address()).orThrow())
                .isEqualTo(TestMarket.COLLATERAL.times(2).plus(spent));

        assertThat(world.tokens(provider).plus(world.tokens(tenant))).isEqualTo(tokensBefore);
        assertThat(world.held()).isEqualTo(heldBefore);
        var reputation = market.provider(provider.address()).value().orElseThrow().reputation();
        assertThat(reputation.provenStandard()).isEqualTo(Duration.ofHours(5));
        assertThat(reputation.completed()).isEqualTo(1);
    }

    @Test
    void haltsResumesInterruptsAndRestartsWithANewGuestKey() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var id = world.activeLease(provider, tenant, launch, guest);

        market.halt(tenant, id).orThrow();
        assertThat(world.lease(id).state()).isEqualTo(new LeaseState.Halted());
        market.resume(tenant, id).orThrow();
        market.interrupt(provider, id, InterruptReason.MAINTENANCE).orThrow();
        assertThat(world.lease(id).state()).isInstanceOf(LeaseState.Interrupted.class);

        var second = SigningKey.ofSecret(Keccak.hash(new byte[] {52}).toArray());
        var beat = world.activate(provider, launch, second, id, 2);
        assertThat(world.lease(id).boot()).isEqualTo(2);
        world.advance(Duration.ofMinutes(10));
        // The old guest's key is worth nothing any more.
        var stale = world.heartbeat(guest, id, Duration.ofMinutes(9));
        assertThat(market.confirm(provider, List.of(stale)))
                .isInstanceOfSatisfying(
                        ActOutcome.Refused.class,
                        it -> assertThat(it.reason()).isEqualTo(MarketRefusal.BAD_SIGNATURE));
        assertThat(world.lease(id).beat()).isEqualTo(beat);
        var paid =
                market.confirm(
                                provider,
                                List.of(world.heartbeat(second, id, Duration.ofMinutes(9))))
                        .orThrow();
        assertThat(paid).singleElement().extracting(Payment::paid).isEqualTo(Duration.ofMinutes(9));
    }

    @Test
    void paysTheGoodConfirmationsOfABatchWhenOneIsBad() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var first = world.activeLease(provider, tenant, launch, guest);
        var second = world.activeLease(provider, tenant, launch, guest);
        world.advance(Duration.ofHours(1));
        var good = world.heartbeat(guest, first, Duration.ofMinutes(50));
        var bad = world.heartbeat(launch, second, Duration.ofMinutes(50));
        var payments = market.confirm(provider, List.of(bad, good)).orThrow();
        assertThat(payments).singleElement().extracting(Payment::lease).isEqualTo(first);
    }

    @Test
    void topsUpAndTakesBackTheExcess() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var id = world.activeLease(provider, tenant, launch, guest);
        var escrow = world.lease(id).escrow();
        var more = TokenAmount.ofUnits(1_000_000);
        assertThat(market.topUp(tenant, id, more).orThrow()).isEqualTo(escrow.plus(more));
        assertThat(market.withdrawExcess(tenant, id, more).orThrow()).isEqualTo(escrow);
        assertThat(world.credit(tenant)).isEqualTo(more);
        assertThat(market.withdrawExcess(tenant, id, escrow))
                .isInstanceOfSatisfying(
                        ActOutcome.Refused.class,
                        it -> assertThat(it.reason()).isEqualTo(MarketRefusal.BELOW_FLOOR));
        assertThat(market.topUp(provider, id, TokenAmount.ofUnits(1)))
                .isInstanceOfSatisfying(
                        ActOutcome.Refused.class,
                        it -> assertThat(it.reason()).isEqualTo(MarketRefusal.BAD_TOP_UP));
    }

    @Test
    void forfeitsTheCollateralOfAProviderWhoLeavesWithoutNotice() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var id = world.activeLease(provider, tenant, launch, guest);
        var ended = market.closeLease(provider, id, CloseReason.PROVIDER_DECOMMISSION).orThrow();
        assertThat(((Closure.Ended) ended).forfeited()).isEqualTo(TestMarket.COLLATERAL);

        var again = world.activeLease(provider, tenant, launch, guest);
        var notice =
                market.giveNotice(provider, again, CloseReason.PROVIDER_DECOMMISSION).orThrow();
        assertThat(notice).isInstanceOf(Closure.NoticeGiven.class);
        world.advance(Duration.ofDays(7).plusMinutes(1));
        var kind = market.closeLease(provider, again, CloseReason.PROVIDER_DECOMMISSION).orThrow();
        assertThat(((Closure.Ended) kind).forfeited()).isEqualTo(TokenAmount.ZERO);
    }
}
