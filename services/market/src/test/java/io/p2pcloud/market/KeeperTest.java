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

/// A keeper beside parties that do not do their part.
final class KeeperTest {
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

    private Keeper keeper(SigningKey by) {
        return new Keeper(world.transactions, world.market.address(), by, EventCursor.START);
    }

    @Test
    void endsALeaseThatNobodyStarted() {
        var provider = world.provider();
        var tenant = world.person();
        var keeperKey = world.person();
        var keeper = keeper(keeperKey);
        var offer = world.market.listOffer(provider, TestMarket.listing(1)).orThrow();
        var id =
                world.market
                        .takeOffer(tenant, world.take(offer, 1, launch.address()))
                        .orThrow()
                        .getFirst();
        assertThat(keeper.round()).isEmpty();
        world.advance(Duration.ofMinutes(31));
        var bounty = world.market.config().expireBounty();
        assertThat(keeper.round()).containsExactly(new KeeperAct.ExpiredLease(id, bounty));
        assertThat(world.credit(keeperKey)).isEqualTo(bounty);
        assertThat(keeper.round()).isEmpty();
    }

    @Test
    void matchesAnOrderWhoseBiddingIsOver() {
        var provider = world.provider();
        var tenant = world.person();
        var keeper = keeper(world.person());
        var group = new ResourceGroup(TestMarket.UNIT, TestMarket.PRICE, TestMarket.COLLATERAL, 1);
        var order =
                world.market
                        .submitDeployment(
                                tenant,
                                new DeploymentDraft(
                                        List.of(
                                                new Infrastructure(
                                                        "",
                                                        false,
                                                        TokenAmount.ZERO,
                                                        List.of(group),
                                                        List.of())),
                                        TestMarket.terms(),
                                        Duration.ofMinutes(10),
                                        TokenAmount.ofUnits(20_000_000),
                                        TestMarket.VERSION,
                                        launch.address()))
                        .orThrow()
                        .orders()
                        .getFirst();
        var details = world.market.orderDetails(order).value().orElseThrow();
        world.market.submitFulfillment(provider, details, List.of(TestMarket.PRICE)).orThrow();
        assertThat(keeper.round()).isEmpty();
        world.advance(Duration.ofMinutes(11));
        assertThat(keeper.round())
                .containsExactly(
                        new KeeperAct.MatchedOrder(order, world.market.config().matchBounty()));
    }

    @Test
    void marksASilentProviderStaleInTwoSteps() {
        var provider = world.provider();
        var tenant = world.person();
        var keeper = keeper(world.person());
        var id = world.activeLease(provider, tenant, launch, guest);
        world.advance(Duration.ofDays(7));
        assertThat(keeper.round()).isEmpty();
        world.advance(world.market.config().grace().plusMinutes(1));
        assertThat(keeper.round())
                .containsExactly(
                        new KeeperAct.SuspectedLease(id, world.market.config().suspectBond()));
        assertThat(keeper.round()).isEmpty();
        world.advance(world.market.config().grace().plusMinutes(1));
        world.mine((int) world.market.config().graceBlocks());
        assertThat(keeper.round())
                .containsExactly(
                        new KeeperAct.MarkedStale(id, world.market.config().staleBounty()));
        assertThat(world.lease(id).state()).isEqualTo(new LeaseState.Stale());
        assertThat(world.credit(tenant))
                .isGreaterThan(TestMarket.COLLATERAL.minus(TokenAmount.ofUnits(100_000)));
    }
}
