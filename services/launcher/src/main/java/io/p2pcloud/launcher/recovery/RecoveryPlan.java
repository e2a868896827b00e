package io.p2pcloud.launcher.recovery;

import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.recovery.KnownLeases.Claim;
import io.p2pcloud.launcher.recovery.KnownLeases.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Decides what to do about everything that is on the host or should be.
public final class RecoveryPlan {
    private RecoveryPlan() {}

    /// What lies on the host.
    ///
    /// @param running guests that run
    /// @param stopped guests that stopped and are not yet forgotten
    /// @param volumes owners of volumes
    public record Found(Set<GuestName> running, Set<GuestName> stopped, Set<GuestName> volumes) {
        public Found {
            running = Set.copyOf(running);
            stopped = Set.copyOf(stopped);
            volumes = Set.copyOf(volumes);
        }
    }

    /// The steps, guest by guest in the order of their names; a guest goes before its volume.
    public static List<RecoveryStep> decide(KnownLeases leases, Found found) {
        var names = new TreeSet<>(leases.claims().keySet());
        names.addAll(found.running());
        names.addAll(found.stopped());
        names.addAll(found.volumes());
        var steps = new ArrayList<RecoveryStep>();
        for (var name : names) {
            var claim = leases.claims().get(name);
            if (claim != null) {
                steps.addAll(leased(name, claim, found));
            } else if (leases.extent() == Extent.PARTIAL) {
                steps.add(new RecoveryStep.LeaveAlone(name));
            } else {
                steps.addAll(reset(name, found));
            }
        }
        return List.copyOf(steps);
    }

    private static List<RecoveryStep> leased(GuestName name, Claim claim, Found found) {
        boolean runs = found.running().contains(name);
        return switch (claim) {
            case RUN -> {
                if (runs) {
                    yield List.of(new RecoveryStep.Adopt(name));
                }
                yield List.of(
                        found.volumes().contains(name)
                                ? new RecoveryStep.StartAgain(name)
                                : new RecoveryStep.VolumeLost(name));
            }
            case KEEP -> runs ? List.of(new RecoveryStep.SwitchOff(name)) : List.of();
            case RESET -> reset(name, found);
        };
    }

    private static List<RecoveryStep> reset(GuestName name, Found found) {
        var steps = new ArrayList<RecoveryStep>();
        if (found.running().contains(name) || found.stopped().contains(name)) {
            steps.add(new RecoveryStep.RemoveGuest(name));
        }
        if (found.volumes().contains(name)) {
            steps.add(new RecoveryStep.DiscardVolume(name));
        }
        return steps;
    }
}
