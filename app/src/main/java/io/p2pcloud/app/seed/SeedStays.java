package io.p2pcloud.app.seed;

import io.p2pcloud.app.seed.Stay.Machine;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Keccak;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.CloseReason;
import io.p2pcloud.market.InterruptReason;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseEvent;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.MarketEvent;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.market.Take;
import io.p2pcloud.wallet.SigningKey;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The leases of a plan, step by step. Each step is one block.
final class SeedStays {
    /// Ends for the bounty what others let lie.
    static final SigningKey KEEPER = SeedPlan.key("keeper", 0);

    private final SeedPlan plan;
    private final Marketplace market;
    private final Supplier<List<MarketEvent>> block;
    private final Map<LeaseId, Machine> machines = new HashMap<>();
    private final Set<Stay> suspects = new HashSet<>();
    private int opened;
    private int ended;

    /// @param block makes it and tells its events
    SeedStays(SeedPlan plan, Marketplace market, Supplier<List<MarketEvent>> block) {
        this.plan = plan;
        this.market = market;
        this.block = block;
    }

    boolean hasSuspects() {
        return !suspects.isEmpty();
    }

    SigningKey host(Stay stay) {
        return plan.listings().get(stay.offer()).host().key();
    }

    List<Stay> where(Predicate<Stay> filter) {
        return plan.stays().stream().filter(filter).toList();
    }

    /// Ends, halts, faults and suspicions.
    void change(int epoch) {
        for (var stay : where(it -> it.from() < epoch && epoch <= it.until() + 1)) {
            for (var machine : stay.machines()) {
                change(stay, machine.lease(), epoch);
            }
            if (stay.fate() == Fate.GOES_SILENT && epoch == stay.until() + 1) {
                suspects.add(stay);
            }
        }
        var _ = block();
    }

    private void change(Stay stay, LeaseId lease, int epoch) {
        var tenant = stay.tenant();
        boolean last = epoch == stay.until();
        switch (stay.fate()) {
            case CLOSED_BY_TENANT -> close(last, tenant, lease, CloseReason.TENANT);
            case HALTED_FOR_A_WHILE -> {
                if (stay.isHalted(epoch + 1)) {
                    var _ = market.halt(tenant, lease);
                } else if (stay.isHalted(epoch)) {
                    var _ = market.resume(tenant, lease);
                }
                close(last, tenant, lease, CloseReason.TENANT);
            }
            case REBOOTED -> {
                if (stay.reboots(epoch)) {
                    var _ = market.interrupt(host(stay), lease, InterruptReason.FAULT);
                }
                close(last, tenant, lease, CloseReason.TENANT);
            }
            case CLOSED_BY_HOST ->
                    close(last, host(stay), lease, CloseReason.PROVIDER_DECOMMISSION);
            case GOES_SILENT -> {
                if (epoch == stay.until() + 1) {
                    var _ = market.suspect(KEEPER, lease);
                }
            }
            case NEVER_STARTED, GOES_ON -> {
                // Nothing in this step.
            }
        }
    }

    private void close(boolean now, SigningKey by, LeaseId lease, CloseReason reason) {
        if (now) {
            var _ = market.closeLease(by, lease, reason);
        }
    }

    /// Resources are reset and collateral released; a keeper ends what others let lie.
    void settle(int epoch) {
        for (var stay : where(it -> it.from() < epoch && epoch <= it.until() + 2)) {
            for (var machine : stay.machines()) {
                var lease = machine.lease();
                switch (stay.fate()) {
                    case CLOSED_BY_TENANT, HALTED_FOR_A_WHILE, REBOOTED, CLOSED_BY_HOST -> {
                        if (epoch == stay.until()) {
                            var _ = market.confirmClosed(host(stay), lease);
                        }
                    }
                    case NEVER_STARTED -> {
                        if (epoch == stay.from() + 1) {
                            var _ = market.expirePending(KEEPER, lease);
                        }
                    }
                    case GOES_SILENT -> {
                        if (epoch == stay.until() + 2) {
                            var _ = market.markStale(KEEPER, lease);
                            suspects.remove(stay);
                        }
                    }
                    case GOES_ON -> {
                        // It does not end.
                    }
                }
            }
        }
        for (var event : block()) {
            if (event instanceof LeaseEvent.Closed || event instanceof LeaseEvent.MarkedStale) {
                ended++;
            }
        }
    }

    /// Tenants take offers.
    void book(int epoch, OfferId[] offers) {
        Map<String, Deque<Stay>> booking = new HashMap<>();
        int expected = 0;
        for (var stay : where(it -> it.from() == epoch)) {
            var offer = offers[stay.offer()];
            var price = plan.listings().get(stay.offer()).terms().price();
            var take =
                    new Take(
                            offer,
                            price,
                            stay.units(),
                            deposit(price, stay).times(stay.units()),
                            Keccak.hash(offer.toString().getBytes(StandardCharsets.US_ASCII)),
                            launchKey(stay).address());
            var _ = market.takeOffer(stay.tenant(), take);
            booking.computeIfAbsent(key(offer, stay.tenant().address()), _ -> new ArrayDeque<>())
                    .add(stay);
            expected += stay.units();
        }
        int found = 0;
        for (var event : block()) {
            if (event instanceof LeaseEvent.Opened it
                    && it.origin() instanceof Lease.Origin.FromOffer(var offer)) {
                var stays = Objects.requireNonNull(booking.get(key(offer, it.tenant())));
                var machine = new Machine(it.lease(), KEEPER);
                stays.getFirst().machines().add(machine);
                machines.put(it.lease(), machine);
                if (stays.getFirst().machines().size() == stays.getFirst().units()) {
                    stays.removeFirst();
                }
                found++;
            }
        }
        expect("leases", expected, found);
        opened += found;
    }

    private static String key(OfferId offer, Address tenant) {
        return offer + " " + tenant;
    }

    /// The floor, and the price of the whole stay.
    private TokenAmount deposit(Rate price, Stay stay) {
        var config = market.config();
        var floor = Duration.ofDays(7).plus(config.grace()).plus(config.pauseGrace());
        var stays = MarketSeed.EPOCH.multipliedBy(stay.until() - stay.from() + 3L);
        return price.cost(floor.plus(stays), RoundingMode.UP);
    }

    static SigningKey launchKey(Stay stay) {
        return stay.tenant();
    }

    private Machine machine(LeaseId lease) {
        return Objects.requireNonNull(machines.get(lease), "a lease that was never opened");
    }

    /// Makes the block and notes the leases' new beats.
    private List<MarketEvent> block() {
        var events = block.get();
        for (var event : events) {
            switch (event) {
                case LeaseEvent.Activated it -> machine(it.lease()).beats(it.beat());
                case LeaseEvent.Confirmed it -> machine(it.lease()).beats(it.beat());
                default -> {
                    // Changes no beat.
                }
            }
        }
        return events;
    }

    int count(Class<? extends LeaseEvent> kind) {
        return (int) block().stream().filter(kind::isInstance).count();
    }

    static void expect(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalStateException(
                    "the market refused some acts: " + found + " " + what + " of " + expected);
        }
    }

    /// Whether everything ended that should.
    void check() {
        int running = where(it -> it.fate() == Fate.GOES_ON).stream().mapToInt(Stay::units).sum();
        expect("past leases", plan.pastLeases(), ended);
        expect("leases", plan.pastLeases() + running, opened);
    }

    @Override
    public String toString() {
        return opened + " leases, " + ended + " ended";
    }
}
