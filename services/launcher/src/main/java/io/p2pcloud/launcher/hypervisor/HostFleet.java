package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Started;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Several hosts as one. A guest goes to the host with the fewest guests that takes it; the boot
/// bundle and the volumes must lie under the same paths on all of them.
public final class HostFleet implements Hypervisor {
    /// What one host refuses and another may do.
    private static final Set<Reason> ANOTHER_MAY =
            EnumSet.of(
                    Reason.NOT_ENOUGH_MEMORY,
                    Reason.ACCELERATOR_UNAVAILABLE,
                    Reason.NO_ANSWER,
                    Reason.HOST_FAILED);

    private final List<Hypervisor> hosts;

    /// @param hosts at least one; from now on this object's
    public HostFleet(List<? extends Hypervisor> hosts) {
        this.hosts = List.copyOf(hosts);
        if (this.hosts.isEmpty()) {
            throw new IllegalArgumentException("a fleet has at least one host");
        }
    }

    @Override
    public Set<Tier> tiers() {
        var found = EnumSet.noneOf(Tier.class);
        hosts.forEach(host -> found.addAll(host.tiers()));
        return found;
    }

    /// That of the least careful host.
    @Override
    public NetworkReach reach() {
        return hosts.stream().allMatch(host -> host.reach() == NetworkReach.ISOLATED)
                ? NetworkReach.ISOLATED
                : NetworkReach.LIKE_THIS_USER;
    }

    @Override
    public synchronized LaunchOutcome start(LaunchPlan plan) {
        var present = find(plan.name());
        if (present.isPresent() && !(present.get().state().get() instanceof GuestState.Stopped)) {
            return Starts.alreadyRuns(plan);
        }
        var tier = plan.snp().isPresent() ? Tier.CONFIDENTIAL : Tier.STANDARD;
        var able =
                hosts.stream()
                        .filter(host -> host.tiers().contains(tier))
                        .sorted(Comparator.comparingInt(HostFleet::running))
                        .toList();
        LaunchOutcome last =
                new Refused(
                        Reason.CONFIDENTIAL_UNAVAILABLE,
                        "None of the provider's hosts starts confidential servers.");
        for (var host : able) {
            last = host.start(plan);
            if (last instanceof Started
                    || (last instanceof Refused(var reason, _) && !ANOTHER_MAY.contains(reason))) {
                return last;
            }
        }
        return last;
    }

    /// Where it runs, should another host still know of an earlier boot.
    @Override
    public Optional<Guest> find(GuestName name) {
        return hosts.stream()
                .flatMap(host -> host.find(name).stream())
                .min(
                        Comparator.comparing(
                                guest -> guest.state().get() instanceof GuestState.Stopped));
    }

    @Override
    public List<Guest> list() {
        return hosts.stream()
                .flatMap(host -> host.list().stream())
                .map(guest -> guest.plan().name())
                .distinct()
                .sorted()
                .flatMap(name -> find(name).stream())
                .toList();
    }

    @Override
    public Map<GuestName, GuestUsage> usage() {
        var found = new HashMap<GuestName, GuestUsage>();
        hosts.forEach(host -> found.putAll(host.usage()));
        return Map.copyOf(found);
    }

    @Override
    public void forget(GuestName name) {
        for (var host : hosts) {
            host.forget(name);
        }
    }

    @Override
    public void close() {
        hosts.forEach(Hypervisor::close);
    }

    private static int running(Hypervisor host) {
        return (int)
                host.list().stream()
                        .filter(guest -> !(guest.state().get() instanceof GuestState.Stopped))
                        .count();
    }
}
