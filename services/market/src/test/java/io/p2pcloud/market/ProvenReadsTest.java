package io.p2pcloud.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.BlockTag;
import io.p2pcloud.chain.Figures;
import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is proven from storage is what the contract itself says, on a real chain in many states.
final class ProvenReadsTest {
    private static final int WALKS = 6;
    private static final int STEPS = 9;

    @TempDir static Path folder;
    private static TestMarket world;
    private static ProvenWorld proven;

    private final SigningKey launch = SigningKey.ofSecret(Keccak.hash(new byte[] {50}).toArray());
    private final SigningKey guest = SigningKey.ofSecret(Keccak.hash(new byte[] {51}).toArray());

    @BeforeAll
    static void start() {
        world = new TestMarket(folder);
        proven = new ProvenWorld(world);
    }

    @AfterAll
    static void stop() {
        if (proven != null) {
            proven.close();
        }
        if (world != null) {
            world.close();
        }
    }

    @Test
    void saysOfLeasesOffersAndMoneyWhatTheContractSays() {
        for (int seed = 0; seed < WALKS; seed++) {
            var random = new Random(seed);
            var provider = world.provider();
            var tenant = world.person();
            var offer = world.market.listOffer(provider, listing(random)).orThrow();
            var listed = world.market.offer(offer).value().orElseThrow();
            var take =
                    new Take(
                            offer,
                            listed.price(),
                            2,
                            listed.minDeposit().times(2L + random.nextInt(9)),
                            TestMarket.VERSION,
                            launch.address());
            var leases = world.market.takeOffer(tenant, take).orThrow();
            for (int step = 0; step < STEPS; step++) {
                act(random, provider, tenant, leases.get(random.nextInt(2)));
            }
            compare(provider, tenant, offer, leases);
        }
        assertThat(proven.client.state().get().refusals()).isEmpty();
    }

    private static OfferListing listing(Random random) {
        return new OfferListing(
                new ComputeUnit(
                        1 + random.nextInt(64),
                        512 + random.nextInt(1 << 20),
                        1 + random.nextInt(1 << 16),
                        random.nextInt(1 << 20),
                        random.nextBoolean() ? Tier.STANDARD : Tier.CONFIDENTIAL),
                Rate.perMonth(TokenAmount.ofUnits(1_000_000L + random.nextInt(9_000_000))),
                TokenAmount.ofUnits(random.nextInt(2_000_000)),
                2 + random.nextInt(3),
                Offer.Mode.OPEN,
                TestMarket.terms());
    }

    /// Something that may or may not be allowed now.
    private void act(Random random, SigningKey provider, SigningKey tenant, LeaseId id) {
        var market = world.market;
        world.advance(Duration.ofMinutes(random.nextInt(2000)));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                var next = world.lease(id).boot() + 1;
                var digest = market.digests().activation(id, next, guest.address());
                market.activate(
                        provider, new Activation(id, next, guest.address(), launch.sign(digest)));
            }
            case 3 -> market.halt(tenant, id);
            case 4 -> market.resume(tenant, id);
            case 5 -> market.interrupt(provider, id, InterruptReason.FAULT);
            case 6 ->
                    market.confirm(
                            provider, List.of(world.heartbeat(guest, id, Duration.ofHours(5))));
            case 7 -> market.topUp(tenant, id, TokenAmount.ofUnits(3_000_000));
            case 8 -> market.giveNotice(provider, id, CloseReason.PROVIDER_UNSTABLE);
            default -> {
                if (random.nextInt(3) == 0) {
                    market.closeLease(tenant, id, CloseReason.TENANT);
                    market.withdraw(provider, provider.address());
                }
            }
        }
    }

    private static void compare(
            SigningKey provider, SigningKey tenant, OfferId offer, List<LeaseId> leases) {
        proven.catchUp(world);
        var market = proven.market;
        var plain = world.market;
        for (var id : leases) {
            var lease = market.lease(id);
            // Served time that is not paid yet depends on the block that is looked at.
            var there =
                    new MarketReads(
                                    new Asking(world.chain, plain.address(), new MarketAbi()),
                                    new MarketAbi())
                            .lease(id, BlockTag.at(blockOf(lease.trust())));
            assertThat(lease.value()).isEqualTo(there.value()).isPresent();
        }
        same(() -> market.offer(offer), () -> plain.offer(offer));
        same(() -> market.provider(provider.address()), () -> plain.provider(provider.address()));
        same(() -> market.credit(provider.address()), () -> plain.credit(provider.address()));
        same(
                () -> market.tokenBalance(tenant.address()),
                () -> plain.tokenBalance(tenant.address()));
        same(() -> market.allowance(tenant.address()), () -> plain.allowance(tenant.address()));
        same(() -> market.offers(0, 500), () -> plain.offers(0, 500));
        var mine = market.leasesOfTenant(tenant.address(), 0, 1);
        assertThat(mine.trust().isProven()).isTrue();
        assertThat(mine.value().items()).extracting(Lease::id).containsExactly(leases.get(1));
        assertThat(mine.value().total()).isEqualTo(2);
        var theirs = market.leasesOfProvider(provider.address(), 0, 10);
        assertThat(theirs.value().items()).extracting(Lease::id).isEqualTo(leases.reversed());
    }

    private static io.p2pcloud.chain.BlockRef blockOf(Trust trust) {
        return switch (trust) {
            case Trust.ProvenFinalized(var block) -> block;
            case Trust.ProvenOptimistic(var block) -> block;
            case Trust.Unproven _, Trust.Cached _, Trust.Anchored _ ->
                    throw new AssertionError(trust.toString());
        };
    }

    private static <T> void same(
            Supplier<io.p2pcloud.chain.Checked<T>> proven,
            Supplier<io.p2pcloud.chain.Checked<T>> plain) {
        var value = proven.get();
        assertThat(value.trust().isProven()).isTrue();
        assertThat(value.value()).isEqualTo(plain.get().value());
    }

    @Test
    void saysOfOrdersAndBidsWhatTheContractSays() {
        var tenant = world.person();
        var groups = new ArrayList<ResourceGroup>();
        groups.add(new ResourceGroup(TestMarket.UNIT, TestMarket.PRICE, TestMarket.COLLATERAL, 2));
        var infrastructure = new Infrastructure("eu-de", true, TokenAmount.ZERO, groups, List.of());
        var placed =
                proven.market
                        .submitDeployment(
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
        // One's own act is in the very next reading.
        var order = proven.market.order(id);
        assertThat(order.trust().isProven()).isTrue();
        assertThat(order.value()).isEqualTo(world.market.order(id).value()).isPresent();
        var details = proven.market.orderDetails(id);
        var provider = world.provider();
        proven.market
                .submitFulfillment(
                        provider, details.value().orElseThrow(), List.of(TestMarket.PRICE))
                .orThrow();
        same(() -> proven.market.bids(id), () -> world.market.bids(id));
        assertThat(proven.market.bids(id).value()).hasSize(1);
        same(() -> proven.market.openOrders(0, 50), () -> world.market.openOrders(0, 50));
        assertThat(proven.market.head().trust().isProven()).isTrue();
        assertThat(proven.market.config()).isEqualTo(world.market.config());
    }

    @Test
    void whatIsNotThereIsProvenNotToBeThere() {
        var nobody = new SigningKeyOfNobody().address();
        assertThat(proven.market.provider(nobody).value()).isEmpty();
        assertThat(proven.market.provider(nobody).trust().isProven()).isTrue();
        assertThat(proven.market.offer(new OfferId(4_000_000)).value()).isEmpty();
        assertThat(proven.market.leasesOfTenant(nobody, 0, 10).value().total()).isZero();
        assertThat(proven.market.credit(nobody).value()).isEqualTo(TokenAmount.ZERO);
    }

    private record SigningKeyOfNobody() {
        io.p2pcloud.common.Address address() {
            return SigningKey.ofSecret(Keccak.hash(new byte[] {99}).toArray()).address();
        }
    }

    @Test
    void isFinalWhenNothingHappenedForAWhile() {
        var tenant = world.person();
        proven.catchUp(world);
        proven.market.tokenBalance(tenant.address());
        proven.awaitNextRounds(3);
        var balance = proven.market.tokenBalance(tenant.address());
        assertThat(balance.trust()).isInstanceOf(Trust.ProvenFinalized.class);
        var counts = proven.reads.figures().summary().get();
        assertThat(counts.kinds()).containsKey(Figures.Kind.BALANCE);
        assertThat(counts.total().finalized()).isPositive();
        assertThat(counts.provenReadings()).isPositive();
    }
}
