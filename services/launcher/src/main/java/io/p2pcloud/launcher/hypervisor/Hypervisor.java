package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs guests on one host. Guests live on when this object is closed or this program dies; a new
/// one over the same host finds them again.
public interface Hypervisor extends AutoCloseable {
    /// The tiers whose guests it can start: [Tier#CONFIDENTIAL] only where the hypervisor itself
    /// says that it launches SEV-SNP guests, whatever else is known of the machine.
    Set<Tier> tiers();

    /// How far its guests reach from this host.
    NetworkReach reach();

    /// Starts a guest and returns once its processors run. Blocks, for some seconds at most.
    LaunchOutcome start(LaunchPlan plan);

    /// The guest of this name, running, or stopped and not yet forgotten.
    Optional<Guest> find(GuestName name);

    /// All guests that run, or stopped and are not yet forgotten, by name.
    List<Guest> list();

    /// What each running guest used so far; those that could not be asked are left out.
    Map<GuestName, GuestUsage> usage();

    /// Removes what is kept of a stopped guest (its run folder and log); its disks are not touched.
    ///
    /// @throws IllegalStateException when the guest still runs
    void forget(GuestName name);

    /// Lets go of all guests without stopping any.
    @Override
    void close();
}
