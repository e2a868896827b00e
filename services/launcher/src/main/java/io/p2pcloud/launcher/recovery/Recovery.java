package io.p2pcloud.launcher.recovery;

import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.hypervisor.Guest;
import io.p2pcloud.launcher.hypervisor.GuestState;
import io.p2pcloud.launcher.hypervisor.Hypervisor;
import io.p2pcloud.launcher.storage.Volume;
import io.p2pcloud.launcher.storage.Volumes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/// Brings a host in line with the ledger when the program starts.
public final class Recovery {
    private static final Logger LOG = System.getLogger(Recovery.class.getName());

    private final Hypervisor hypervisor;
    private final Volumes volumes;

    public Recovery(Hypervisor hypervisor, Volumes volumes) {
        this.hypervisor = hypervisor;
        this.volumes = volumes;
    }

    /// What is on the host now.
    public RecoveryPlan.Found look() {
        var running = new HashSet<GuestName>();
        var stopped = new HashSet<GuestName>();
        for (var guest : hypervisor.list()) {
            (hasStopped(guest) ? stopped : running).add(guest.plan().name());
        }
        return new RecoveryPlan.Found(
                running,
                stopped,
                volumes.list().stream().map(Volume::owner).collect(Collectors.toSet()));
    }

    /// Removes what belongs to no open lease and switches off what should not run.
    ///
    /// @return the steps that are left: those that are the caller's to take (adopt, start again,
    ///   lost volumes, left alone), and those that failed, to be tried again later
    public List<RecoveryStep> carryOut(KnownLeases leases) {
        var left = new ArrayList<RecoveryStep>();
        for (var step : RecoveryPlan.decide(leases, look())) {
            try {
                if (!carryOut(step)) {
                    left.add(step);
                }
            } catch (IOException | UncheckedIOException e) {
                LOG.log(Logger.Level.WARNING, "recovery of " + step.guest() + " failed", e);
                left.add(step);
            }
        }
        return List.copyOf(left);
    }

    private boolean carryOut(RecoveryStep step) throws IOException {
        return switch (step) {
            case RecoveryStep.RemoveGuest(var name) -> {
                var guest = hypervisor.find(name);
                if (guest.isPresent()) {
                    guest.get().destroy();
                    hypervisor.forget(name);
                }
                yield true;
            }
            case RecoveryStep.DiscardVolume(var name) -> {
                volumes.discard(name);
                yield true;
            }
            case RecoveryStep.SwitchOff(var name) -> {
                var guest = hypervisor.find(name);
                if (guest.isPresent()) {
                    guest.get().powerdown();
                }
                yield true;
            }
            case RecoveryStep.Adopt _,
                    RecoveryStep.StartAgain _,
                    RecoveryStep.VolumeLost _,
                    RecoveryStep.LeaveAlone _ ->
                    false;
        };
    }

    private static boolean hasStopped(Guest guest) {
        return guest.state().get() instanceof GuestState.Stopped;
    }
}
