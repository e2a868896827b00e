package io.p2pcloud.launcher.fake;

import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.Guest;
import io.p2pcloud.launcher.hypervisor.GuestState;
import io.p2pcloud.launcher.hypervisor.GuestUsage;
import io.p2pcloud.launcher.hypervisor.Hypervisor;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome;
import io.p2pcloud.launcher.hypervisor.NetworkReach;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Guests that run at once and do what a test tells them. Closing it leaves its guests, so that a
/// test can "restart" a program over the same object.
public final class FakeHypervisor implements Hypervisor {
    private final Map<GuestName, FakeGuest> guests = new ConcurrentSkipListMap<>();
    private final AtomicLong pids = new AtomicLong(1000);
    private final AtomicReference<LaunchOutcome.@Nullable Refused> refusal =
            new AtomicReference<>();
    private final Set<Tier> tiers = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;
    private volatile UnaryOperator<LaunchPlan> tampering = UnaryOperator.identity();
    private volatile Consumer<FakeGuest> player = _ -> {};

    public FakeHypervisor(InstantSource clock) {
        this.clock = clock;
        tiers.add(Tier.STANDARD);
    }

    /// From now on it claims that it can start CONFIDENTIAL guests.
    public void offerConfidential() {
        tiers.add(Tier.CONFIDENTIAL);
    }

    /// From now on each guest is started by another plan than the host was asked to start it by.
    public void tamper(UnaryOperator<LaunchPlan> change) {
        tampering = change;
    }

    /// Who plays the guests that are started from now on.
    public void play(Consumer<FakeGuest> next) {
        player = next;
    }

    /// Makes the next start fail.
    public void refuseNextStart(LaunchOutcome.Reason reason, String sentence) {
        refusal.set(new LaunchOutcome.Refused(reason, sentence));
    }

    /// The guest of this name, to play its part.
    public FakeGuest guest(GuestName name) {
        var guest = guests.get(name);
        if (guest == null) {
            throw new IllegalStateException("no guest was started as " + name);
        }
        return guest;
    }

    @Override
    public Set<Tier> tiers() {
        return EnumSet.copyOf(tiers);
    }

    @Override
    public NetworkReach reach() {
        return NetworkReach.ISOLATED;
    }

    @Override
    public LaunchOutcome start(LaunchPlan plan) {
        var refused = refusal.getAndSet(null);
        if (refused != null) {
            return refused;
        }
        var present = guests.get(plan.name());
        if (present != null && !present.hasStopped()) {
            return new LaunchOutcome.Refused(
                    LaunchOutcome.Reason.ALREADY_RUNNING, plan.name() + " already runs.");
        }
        var running = new GuestState.Running(pids.incrementAndGet(), clock.instant());
        var guest = new FakeGuest(tampering.apply(plan), running, clock);
        guests.put(plan.name(), guest);
        player.accept(guest);
        return new LaunchOutcome.Started(guest);
    }

    @Override
    public Optional<Guest> find(GuestName name) {
        return Optional.ofNullable(guests.get(name));
    }

    @Override
    public List<Guest> list() {
        return List.copyOf(guests.values());
    }

    @Override
    public Map<GuestName, GuestUsage> usage() {
        return Map.of();
    }

    @Override
    public void forget(GuestName name) {
        var guest = guests.get(name);
        if (guest != null && !guest.hasStopped()) {
            throw new IllegalStateException(name + " still runs");
        }
        guests.remove(name);
    }

    @Override
    public void close() {}
}
