package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The starts that go on: one for each guest at a time, and none that throws.
final class Starts {
    private final Path root;
    private final Set<GuestName> going = ConcurrentHashMap.newKeySet();

    /// @param root named in the sentence when the folder fails
    Starts(Path root) {
        this.root = root;
    }

    @FunctionalInterface
    interface Start {
        LaunchOutcome run(LaunchPlan plan) throws IOException, InterruptedException;
    }

    LaunchOutcome alone(LaunchPlan plan, Start start) {
        if (!going.add(plan.name())) {
            return alreadyRuns(plan);
        }
        try {
            return start.run(plan);
        } catch (IOException e) {
            return new Refused(
                    Reason.HOST_FAILED,
                    "%s could not be started (%s): check the folder %s."
                            .formatted(plan.name(), e.getMessage(), root));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Refused(
                    Reason.HOST_FAILED, "The start of %s was interrupted.".formatted(plan.name()));
        } finally {
            going.remove(plan.name());
        }
    }

    static Refused alreadyRuns(LaunchPlan plan) {
        return new Refused(
                Reason.ALREADY_RUNNING,
                "%s already runs on this computer: stop it first.".formatted(plan.name()));
    }
}
