package io.p2pcloud.app.seed;

import io.p2pcloud.app.seed.Stay.Machine;
import io.p2pcloud.market.Activation;
import io.p2pcloud.market.Confirmation;
import io.p2pcloud.market.LeaseEvent;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.wallet.SigningKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What guests and launch keys sign: boots, and proofs of served time. Signing takes longest of
/// all: it is done on all processors.
final class SeedGuests {
    private static final int BATCH = 40;

    /// Between the steps of an epoch, and what guests lose to their boots and networks.
    private static final Duration UNSERVED = Duration.ofMinutes(10);

    private final SeedStays stays;
    private final Marketplace market;

    SeedGuests(SeedStays stays, Marketplace market) {
        this.stays = stays;
        this.market = market;
    }

    /// Each host puts the proofs of all his guests on chain.
    void confirm(int epoch) {
        Map<SigningKey, List<Machine>> due = new LinkedHashMap<>();
        for (var stay :
                stays.where(it -> it.from() < epoch && epoch <= it.until() && it.proves(epoch))) {
            due.computeIfAbsent(stays.host(stay), _ -> new ArrayList<>()).addAll(stay.machines());
        }
        var calls =
                due.entrySet().stream().flatMap(it -> batches(it.getKey(), it.getValue())).toList();
        var signed =
                calls.parallelStream()
                        .map(it -> it.machines.stream().map(this::heartbeat).toList())
                        .toList();
        int expected = 0;
        for (int i = 0; i < calls.size(); i++) {
            var _ = market.confirm(calls.get(i).host, signed.get(i));
            expected += signed.get(i).size();
        }
        SeedStays.expect("payments", expected, stays.count(LeaseEvent.Confirmed.class));
    }

    private record Batch(SigningKey host, List<Machine> machines) {}

    private static Stream<Batch> batches(SigningKey host, List<Machine> all) {
        return IntStream.iterate(0, it -> it < all.size(), it -> it + BATCH)
                .mapToObj(it -> new Batch(host, all.subList(it, Math.min(all.size(), it + BATCH))));
    }

    private Confirmation heartbeat(Machine machine) {
        // A little is lost, not always the same.
        int lost = Math.floorMod(machine.beat().hashCode(), 3600);
        var served = MarketSeed.EPOCH.minus(UNSERVED).minusSeconds(lost);
        var digest =
                market.digests().heartbeat(machine.lease(), machine.boot(), machine.beat(), served);
        return new Confirmation(machine.lease(), served, machine.guest().sign(digest));
    }

    /// First boots, and second ones after a fault.
    void activate(int epoch) {
        var starting =
                stays.where(it ->
                        (it.from() == epoch && it.fate() != Fate.NEVER_STARTED)
                                || it.reboots(epoch));
        record Start(SigningKey host, Activation activation) {}
        var starts =
                starting.parallelStream()
                        .flatMap(stay ->
                                stay.machines().stream()
                                        .map(it -> new Start(stays.host(stay), boot(stay, it))))
                        .toList();
        starts.forEach(it -> market.activate(it.host, it.activation));
        SeedStays.expect("boots", starts.size(), stays.count(LeaseEvent.Activated.class));
    }

    private Activation boot(Stay stay, Machine machine) {
        var number = machine.lease().value().toNumber().longValue();
        machine.boots(SeedPlan.key("guest " + (machine.boot() + 1), number));
        var guest = machine.guestAccount();
        var digest = market.digests().activation(machine.lease(), machine.boot(), guest);
        return new Activation(
                machine.lease(), machine.boot(), guest, SeedStays.launchKey(stay).sign(digest));
    }
}
