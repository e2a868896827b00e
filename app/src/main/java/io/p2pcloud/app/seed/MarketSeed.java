package io.p2pcloud.app.seed;

import io.p2pcloud.app.seed.SeedPlan.Host;
import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ContractCall;
import io.p2pcloud.chain.abi.AbiContract;
import io.p2pcloud.chain.abi.AbiFunction;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.contracts.MarketArtifacts;
import io.p2pcloud.market.ContractMarketplace;
import io.p2pcloud.market.MarketEvent;
import io.p2pcloud.market.MarketEvents;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.OfferEvent;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.wallet.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Carries out a [SeedPlan] on a chain that was just begun, epoch after epoch up to now.
public final class MarketSeed implements AutoCloseable {
    static final Duration EPOCH = Duration.ofHours(156);
    private static final int HALF = SeedPlan.EPOCHS / 2;
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration EVENING = Duration.ofMinutes(30);
    private static final TokenAmount STAKE = TokenAmount.ofUnits(500_000_000);
    private static final TokenAmount RICHES = TokenAmount.ofUnits(1_000_000_000_000_000L);

    private final SeedPlan plan;
    private final SeedChain blocks;
    private final Marketplace market;
    private final MarketEvents events;
    private final Instant now;
    private final Consumer<String> say;
    private final OfferId[] offers;

    /// The epoch in which each provider joins.
    private final int[] joins;

    private Instant time;

    /// @param now when the past ends
    private MarketSeed(
            SeedPlan plan, Chain chain, Address market, Instant now, Consumer<String> say) {
        this.plan = plan;
        this.now = now;
        this.say = say;
        blocks = new SeedChain(chain);
        this.market = new ContractMarketplace(blocks, market);
        events = new MarketEvents(chain, market);
        offers = new OfferId[plan.listings().size()];
        joins = joins(plan);
        time = begin(now);
    }

    /// When a chain must begin for a past that ends `now`.
    public static Instant begin(Instant now) {
        return now.minus(EPOCH.multipliedBy(SeedPlan.EPOCHS)).minus(Duration.ofDays(1));
    }

    /// Makes the market.
    ///
    /// @param chain one that began at [#begin], with nothing but an empty market at `market`, and
    ///   makes a block for each transaction
    /// @param pastLeases that were let and given back
    /// @param now when the past ends
    /// @param say told how far it is
    /// @param halfway done when all offers are there and half of the past is over
    public static void grow(
            Chain chain,
            Address market,
            int offers,
            int pastLeases,
            Instant now,
            Consumer<String> say,
            Runnable halfway) {
        var plan = SeedPlan.of(offers, pastLeases);
        try (var seed = new MarketSeed(plan, chain, market, now, say)) {
            seed.run(halfway);
        }
    }

    private void run(Runnable halfway) {
        var stays = new SeedStays(plan, market, this::mine);
        var guests = new SeedGuests(stays, market);
        for (int epoch = 0; epoch <= SeedPlan.EPOCHS; epoch++) {
            time = boundary(epoch);
            join(epoch);
            guests.confirm(epoch);
            stays.change(epoch);
            stays.settle(epoch);
            stays.book(epoch, offers);
            guests.activate(epoch);
            if (stays.hasSuspects() && epoch < SeedPlan.EPOCHS) {
                blocks.pass((int) market.config().graceBlocks() + 1, later(EVENING));
            }
            if (epoch == HALF) {
                halfway.run();
            }
            say.accept("Week " + (epoch + 1) + " of " + (SeedPlan.EPOCHS + 1) + ": " + stays);
        }
        new SeedDemands(plan, market, this::mine).post();
        stays.check();
    }

    private Instant boundary(int epoch) {
        return now.minus(Duration.ofHours(1))
                .minus(EPOCH.multipliedBy(SeedPlan.EPOCHS - (long) epoch));
    }

    private Instant later(Duration step) {
        time = time.plus(step);
        return time;
    }

    /// One block, a minute after the last, and what the market told in it.
    private List<MarketEvent> mine() {
        long block = blocks.mine(later(STEP));
        return events.between(block, block).value();
    }

    /// Who is new in this epoch: money, and for providers their entry and offers. The tenants and
    /// the auditor are there from the beginning.
    private void join(int epoch) {
        var hosts =
                IntStream.range(0, joins.length)
                        .filter(it -> joins[it] == epoch)
                        .mapToObj(plan.hosts()::get)
                        .toList();
        var people =
                Stream.concat(
                                epoch == 0
                                        ? Stream.concat(
                                                plan.tenants().stream(),
                                                Stream.of(SeedStays.KEEPER, SeedDemands.AUDITOR))
                                        : Stream.empty(),
                                hosts.stream().map(Host::key))
                        .toList();
        if (people.isEmpty()) {
            return;
        }
        blocks.giveGasMoney(people.stream().map(SigningKey::address).toList());
        var mint = mint();
        for (var person : people) {
            blocks.send(
                    person,
                    ContractCall.to(
                            market.config().token(), mint.call(person.address(), RICHES.units())));
            var _ = market.approve(person, RICHES);
        }
        Map<Address, Deque<Integer>> listed = new HashMap<>();
        for (var host : hosts) {
            var _ = market.registerProvider(host.key(), host.profile(), STAKE);
            for (int i = plan.hosts().indexOf(host); i < offers.length; i += plan.hosts().size()) {
                var _ = market.listOffer(host.key(), plan.listings().get(i).terms());
                listed.computeIfAbsent(host.key().address(), _ -> new ArrayDeque<>()).add(i);
            }
        }
        for (var event : mine()) {
            if (event instanceof OfferEvent.Listed it) {
                var waiting = Objects.requireNonNull(listed.get(it.provider()));
                offers[waiting.removeFirst()] = it.offer();
            }
        }
        if (listed.values().stream().anyMatch(it -> !it.isEmpty())) {
            throw new IllegalStateException("not every offer of epoch " + epoch + " was listed");
        }
    }

    /// A provider is there when he is first needed, and all of them in the first half.
    private static int[] joins(SeedPlan plan) {
        int hosts = plan.hosts().size();
        var joins = IntStream.range(0, hosts).map(it -> it % HALF).toArray();
        for (var stay : plan.stays()) {
            int host = stay.offer() % hosts;
            joins[host] = Math.min(joins[host], stay.from());
        }
        return joins;
    }

    private static AbiFunction mint() {
        return AbiContract.parse(MarketArtifacts.testToken().abi()).function("mint");
    }

    @Override
    public void close() {
        blocks.close();
    }
}
