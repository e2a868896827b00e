package io.p2pcloud.market;

import static io.p2pcloud.market.TestMarket.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stakes, audits, delegated keys and permits.
final class MarketAccountsTest {
    private static final TokenAmount MILLION = TokenAmount.ofUnits(1_000_000);

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
    void leavesWithTheStakeOnceTheDelayIsOverAndNoLeaseIsOpen() {
        var market = world.market;
        var provider = world.provider();
        assertThat(market.addStake(provider, MILLION).orThrow())
                .isEqualTo(TestMarket.STAKE.plus(MILLION));
        var offer = market.listOffer(provider, TestMarket.listing(2)).orThrow();
        var tenant = world.person();
        var lease =
                market.takeOffer(tenant, world.take(offer, 1, launch.address()))
                        .orThrow()
                        .getFirst();

        var free = market.startUnbonding(provider).orThrow();
        assertThat(market.provider(provider.address()).value().orElseThrow().unbondedAt())
                .contains(free);
        assertRefused(
                market.listOffer(provider, TestMarket.listing(1)),
                MarketRefusal.PROVIDER_UNBONDING);
        market.cancelUnbonding(provider).orThrow();
        market.listOffer(provider, TestMarket.listing(1)).orThrow();
        market.startUnbonding(provider).orThrow();
        assertRefused(market.withdrawStake(provider), MarketRefusal.STILL_UNBONDING);
        world.advance(market.config().unbonding().plusMinutes(1));
        assertRefused(market.withdrawStake(provider), MarketRefusal.LEASES_STILL_OPEN);
        market.expirePending(tenant, lease).orThrow();
        assertThat(market.withdrawStake(provider).orThrow())
                .isEqualTo(TestMarket.STAKE.plus(MILLION));
    }

    @Test
    void statesAttributesThatOrdersRequireAndTakesThemBack() {
        var market = world.market;
        var auditor = world.person();
        var provider = world.provider();
        var attribute = new Attribute("tier", "iso-27001");
        market.attest(auditor, provider.address(), attribute).orThrow();
        assertThat(audit(auditor, provider)).contains("iso-27001");

        var order = order(auditor);
        var details = market.orderDetails(order).value().orElseThrow();
        var stranger = world.provider();
        assertRefused(
                market.submitFulfillment(stranger, details, List.of(TestMarket.PRICE)),
                MarketRefusal.NOT_QUALIFIED);
        market.submitFulfillment(provider, details, List.of(TestMarket.PRICE)).orThrow();

        market.revoke(auditor, provider.address(), "tier").orThrow();
        assertThat(audit(auditor, provider)).isEmpty();
        assertRefused(
                market.revoke(auditor, provider.address(), "tier"),
                MarketRefusal.NO_SUCH_ATTRIBUTE);
        world.advance(Duration.ofMinutes(11));
        assertRefused(market.matchOrder(auditor, order), MarketRefusal.NO_QUALIFIED_BID);
    }

    private static Optional<String> audit(SigningKey auditor, SigningKey provider) {
        return world.market.audit(auditor.address(), provider.address(), "tier").value();
    }

    private OrderId order(SigningKey auditor) {
        var group = new ResourceGroup(TestMarket.UNIT, TestMarket.PRICE, TestMarket.COLLATERAL, 1);
        var requirement = new Infrastructure.Requirement(auditor.address(), "tier", "iso-27001");
        var draft =
                new DeploymentDraft(
                        List.of(
                                new Infrastructure(
                                        "",
                                        false,
                                        TokenAmount.ZERO,
                                        List.of(group),
                                        List.of(requirement))),
                        TestMarket.terms(),
                        Duration.ofMinutes(10),
                        TokenAmount.ofUnits(20_000_000),
                        TestMarket.VERSION,
                        launch.address());
        return world.market.submitDeployment(world.person(), draft).orThrow().orders().getFirst();
    }

    @Test
    void letsAKeyActForAnAccountWithinItsLimits() {
        var market = world.market;
        var provider = world.provider();
        var service = world.person();
        var limits =
                new Delegation(
                        service.address(),
                        Set.of(DelegatedAct.OFFERS, DelegatedAct.PROFILE),
                        TestMarket.COLLATERAL.times(2),
                        world.now().plus(Duration.ofDays(1)));
        var hot = market.onBehalfOf(provider.address());
        assertRefused(hot.listOffer(service, TestMarket.listing(1)), MarketRefusal.NOT_AUTHORIZED);
        market.delegate(provider, limits).orThrow();
        assertThat(market.delegation(provider.address(), service.address()).value())
                .contains(limits);

        var offer = hot.listOffer(service, TestMarket.listing(2)).orThrow();
        assertThat(market.offer(offer).value().orElseThrow().provider())
                .isEqualTo(provider.address());
        hot.updateProvider(service, TestMarket.profile("new.example:1")).orThrow();
        assertRefused(
                hot.listOffer(service, TestMarket.listing(1)), MarketRefusal.SPEND_LIMIT_REACHED);
        assertRefused(
                hot.takeOffer(service, world.take(offer, 1, launch.address())),
                MarketRefusal.NOT_AUTHORIZED);
        // Never the money: what leaves is the key's own.
        assertRefused(hot.withdraw(service, service.address()), MarketRefusal.NOTHING_TO_WITHDRAW);

        market.undelegate(provider, service.address()).orThrow();
        assertThat(market.delegation(provider.address(), service.address()).value()).isEmpty();
        assertRefused(hot.withdrawOffer(service, offer), MarketRefusal.NOT_AUTHORIZED);
    }

    @Test
    void readsEveryBitOfADelegationBack() {
        var account = world.person();
        var key = world.person().address();
        for (var acts : List.of(EnumSet.allOf(DelegatedAct.class), EnumSet.of(DelegatedAct.KEYS))) {
            var limits = new Delegation(key, acts, MILLION, world.now().plusSeconds(9_999));
            world.market.delegate(account, limits).orThrow();
            assertThat(world.market.delegation(account.address(), key).value()).contains(limits);
        }
    }

    @Test
    void booksWithAPermitInsteadOfAnApproval() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.personWithoutApproval();
        var offer = market.listOffer(provider, TestMarket.listing(2)).orThrow();
        var take = world.take(offer, 1, launch.address());
        assertRefused(market.takeOffer(tenant, take), MarketRefusal.TOKEN_TRANSFER_FAILED);
        var permit =
                market.permit(tenant, take.deposit(), world.now().plusSeconds(600)).orElseThrow();
        var lease = market.paidWith(permit).takeOffer(tenant, take).orThrow().getFirst();
        assertThat(world.lease(lease).escrow()).isEqualTo(take.deposit());
        assertThat(market.allowance(tenant.address()).value()).isEqualTo(TokenAmount.ZERO);
        // Worth nothing the second time, and in no other hand.
        assertRefused(
                market.paidWith(permit).takeOffer(tenant, take),
                MarketRefusal.TOKEN_TRANSFER_FAILED);
    }
}
