package io.p2pcloud.market;

import static io.p2pcloud.market.TestMarket.assertRefused;
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

/// What keys sign about a running lease, and what a tenant changes in it.
final class MarketControlTest {
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
    void haltsAndResumesByTheLaunchKeysSignatureOnce() {
        var market = world.market;
        var provider = world.provider();
        var lease = world.activeLease(provider, world.person(), launch, guest);
        var stranger = world.person();
        var expiry = world.now().plus(Duration.ofHours(1));
        var nonce = world.lease(lease).controlNonce();
        var halt =
                new SignedControl(
                        lease, expiry, launch.sign(market.digests().halt(lease, nonce, expiry)));
        assertRefused(market.resumeSigned(stranger, halt), MarketRefusal.BAD_SIGNATURE);
        market.haltSigned(stranger, halt).orThrow();
        assertThat(world.lease(lease).state()).isEqualTo(new LeaseState.Halted());
        var resume =
                new SignedControl(
                        lease,
                        expiry,
                        launch.sign(market.digests().resume(lease, nonce + 1, expiry)));
        market.resumeSigned(stranger, resume).orThrow();
        assertThat(world.lease(lease).state()).isEqualTo(new LeaseState.Active());
        assertRefused(market.haltSigned(stranger, halt), MarketRefusal.BAD_SIGNATURE);
        var late = world.now().minusSeconds(60);
        assertRefused(
                market.haltSigned(
                        stranger,
                        new SignedControl(
                                lease,
                                late,
                                launch.sign(market.digests().halt(lease, nonce + 2, late)))),
                MarketRefusal.SIGNATURE_EXPIRED);
    }

    @Test
    void collectsTheHaltedRateOfSeveralLeases() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var one = world.activeLease(provider, tenant, launch, guest);
        var two = world.activeLease(provider, tenant, launch, guest);
        market.halt(tenant, one).orThrow();
        market.halt(tenant, two).orThrow();
        world.advance(Duration.ofDays(2));
        var brought = market.collect(provider, List.of(one, two)).orThrow();
        assertThat(brought).isEqualTo(world.credit(provider));
        assertThat(brought.units()).isPositive();
        assertRefused(market.collect(tenant, List.of(one)), MarketRefusal.NOT_AUTHORIZED);
    }

    @Test
    void replacesAndRevokesTheLaunchKey() {
        var market = world.market;
        var provider = world.provider();
        var tenant = world.person();
        var lease = world.activeLease(provider, tenant, launch, guest);
        var next = SigningKey.ofSecret(Keccak.hash(new byte[] {53}).toArray());
        assertRefused(
                market.replaceLaunchKey(provider, lease, next.address()),
                MarketRefusal.NOT_AUTHORIZED);
        market.replaceLaunchKey(tenant, lease, next.address()).orThrow();
        assertThat(world.lease(lease).launchKey()).isEqualTo(next.address());
        assertRefused(activate(provider, launch, lease, 2), MarketRefusal.BAD_SIGNATURE);
        activate(provider, next, lease, 2).orThrow();
        market.revokeLaunchKey(tenant, lease).orThrow();
        assertRefused(activate(provider, next, lease, 3), MarketRefusal.BAD_SIGNATURE);
        // The white paper's UpdateDeployment, for a machine that runs.
        var version = Keccak.hash(new byte[] {9});
        market.updateVersion(tenant, List.of(lease), version).orThrow();
        assertThat(world.lease(lease).version()).isEqualTo(version);
    }

    private ActOutcome<?> activate(SigningKey by, SigningKey key, LeaseId lease, int boot) {
        var digest = world.market.digests().activation(lease, boot, guest.address());
        return world.market.activate(
                by, new Activation(lease, boot, guest.address(), key.sign(digest)));
    }

    @Test
    void paysTheOldBootInTheTransactionThatStartsTheNext() {
        var market = world.market;
        var provider = world.provider();
        var lease = world.activeLease(provider, world.person(), launch, guest);
        world.advance(Duration.ofHours(3));
        var proof = world.heartbeat(guest, lease, Duration.ofHours(2));
        var digest = market.digests().activation(lease, 2, guest.address());
        var next = new Activation(lease, 2, guest.address(), launch.sign(digest));
        var beat = market.activate(provider, proof, next).orThrow();
        assertThat(world.credit(provider)).isEqualTo(TestMarket.PRICE.cost(Duration.ofHours(2)));
        assertThat(world.lease(lease).beat()).isEqualTo(beat);
        assertThat(world.lease(lease).boot()).isEqualTo(2);
    }

    @Test
    void leavesWithTheTenantsConsentAtNoPrice() {
        var market = world.market;
        var provider = world.provider();
        var lease = world.activeLease(provider, world.person(), launch, guest);
        var other = world.activeLease(provider, world.person(), launch, guest);
        var consent = launch.sign(market.digests().consent(lease));
        assertRefused(
                market.closeWithConsent(provider, other, CloseReason.PROVIDER_UNSTABLE, consent),
                MarketRefusal.BAD_SIGNATURE);
        var ended =
                market.closeWithConsent(provider, lease, CloseReason.PROVIDER_UNSTABLE, consent)
                        .orThrow();
        assertThat(((Closure.Ended) ended).forfeited()).isEqualTo(TokenAmount.ZERO);
        assertThat(world.lease(lease).state()).isInstanceOf(LeaseState.Closing.class);
    }

    @Test
    void readsLeasesByTheirNamesAndCountsThem() {
        var market = world.market;
        var before = market.counts().value();
        var provider = world.provider();
        var one = world.activeLease(provider, world.person(), launch, guest);
        var two = world.activeLease(provider, world.person(), launch, guest);
        assertThat(market.leases(List.of(two, new LeaseId(TestMarket.VERSION), one)).value())
                .extracting(Lease::id)
                .containsExactly(two, one);
        var after = market.counts().value();
        assertThat(after.leases()).isEqualTo(before.leases() + 2);
        assertThat(after.openOffers()).isEqualTo(before.openOffers() + 2);
    }
}
