package io.p2pcloud.market;

import static io.p2pcloud.market.TestMarket.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deployments change and end, and bids that lost come back.
final class MarketDeploymentsTest {
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

    private PlacedDeployment submit(SigningKey tenant, int orders) {
        var group = new ResourceGroup(TestMarket.UNIT, TestMarket.PRICE, TestMarket.COLLATERAL, 1);
        var one = new Infrastructure("", true, TokenAmount.ZERO, List.of(group), List.of());
        return world.market
                .submitDeployment(
                        tenant,
                        new DeploymentDraft(
                                Collections.nCopies(orders, one),
                                TestMarket.terms(),
                                Duration.ofMinutes(10),
                                TokenAmount.ofUnits(20_000_000L * orders),
                                TestMarket.VERSION,
                                launch.address()))
                .orThrow();
    }

    @Test
    void opensLaterLeasesWithTheNewVersionAndLaunchKey() {
        var market = world.market;
        var tenant = world.person();
        var provider = world.provider();
        var placed = submit(tenant, 1);
        var version = Keccak.hash(new byte[] {8});
        var key = SigningKey.ofSecret(Keccak.hash(new byte[] {54}).toArray());
        assertRefused(
                market.updateDeployment(provider, placed.id(), version, key.address()),
                MarketRefusal.NOT_AUTHORIZED);
        market.updateDeployment(tenant, placed.id(), version, key.address()).orThrow();
        var deployment = market.deployment(placed.id()).value().orElseThrow();
        assertThat(deployment.version()).isEqualTo(version);
        assertThat(deployment.launchKey()).isEqualTo(key.address());
        assertThat(deployment.openOrders()).isEqualTo(1);
        assertThat(deployment.bidding()).isEqualTo(Duration.ofMinutes(10));
        assertThat(market.deploymentsOf(tenant.address(), 0, 10).value().items())
                .containsExactly(deployment);

        var order = placed.orders().getFirst();
        var details = market.orderDetails(order).value().orElseThrow();
        market.submitFulfillment(provider, details, List.of(TestMarket.PRICE)).orThrow();
        world.advance(Duration.ofMinutes(11));
        var lease = market.matchOrder(provider, order).orThrow().leases().getFirst();
        assertThat(world.lease(lease).version()).isEqualTo(version);
        assertThat(world.lease(lease).launchKey()).isEqualTo(key.address());
    }

    @Test
    void closesOneOrderThenTheRestWithTheDeployment() {
        var market = world.market;
        var tenant = world.person();
        var placed = submit(tenant, 3);
        var deposit = TokenAmount.ofUnits(20_000_000);
        assertThat(market.closeOrder(tenant, placed.orders().getFirst()).orThrow())
                .isEqualTo(deposit);
        assertThat(market.ordersOf(placed.id()).value())
                .extracting(Order::state)
                .containsExactly(Order.State.CLOSED, Order.State.OPEN, Order.State.OPEN);
        assertRefused(
                market.closeDeployment(world.person(), placed.id()), MarketRefusal.NOT_AUTHORIZED);
        assertThat(market.closeDeployment(tenant, placed.id()).orThrow())
                .isEqualTo(deposit.times(2));
        assertThat(market.deployment(placed.id()).value().orElseThrow().active()).isFalse();
        assertRefused(market.closeDeployment(tenant, placed.id()), MarketRefusal.DEPLOYMENT_CLOSED);
        assertThat(market.deployment(new DeploymentId(999_999)).value()).isEmpty();
    }

    @Test
    void givesALosersCollateralBackOnceTheOrderIsMatched() {
        var market = world.market;
        var tenant = world.person();
        var winner = world.provider();
        var loser = world.provider();
        var order = submit(tenant, 1).orders().getFirst();
        var details = market.orderDetails(order).value().orElseThrow();
        market.submitFulfillment(winner, details, List.of(TestMarket.PRICE)).orThrow();
        market.submitFulfillment(loser, details, List.of(TestMarket.PRICE)).orThrow();
        assertRefused(
                market.reclaim(tenant, loser.address(), order), MarketRefusal.ORDER_NOT_EXPIRED);
        world.advance(Duration.ofMinutes(11));
        market.matchOrder(tenant, order).orThrow();
        assertThat(market.reclaim(tenant, loser.address(), order).orThrow())
                .isEqualTo(TestMarket.COLLATERAL)
                .isEqualTo(world.credit(loser));
        assertRefused(market.reclaim(tenant, loser.address(), order), MarketRefusal.NO_SUCH_BID);
    }

    @Test
    void pagesThroughDeploymentsNewestFirst() {
        var tenant = world.person();
        var first = submit(tenant, 1).id();
        var second = submit(tenant, 1).id();
        var third = submit(tenant, 1).id();
        var newest = world.market.deploymentsOf(tenant.address(), 0, 2).value();
        assertThat(newest.items()).extracting(Deployment::id).containsExactly(third, second);
        assertThat(newest.isLast()).isFalse();
        var rest = world.market.deploymentsOf(tenant.address(), newest.next(), 2).value();
        assertThat(rest.items()).extracting(Deployment::id).containsExactly(first);
        assertThat(rest.isLast()).isTrue();
    }
}
