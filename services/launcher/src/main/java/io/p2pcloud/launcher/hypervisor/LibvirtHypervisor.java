package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.launcher.libvirt.DomainEvent;
import io.p2pcloud.launcher.libvirt.DomainXml;
import io.p2pcloud.launcher.libvirt.LibvirtConnection;
import io.p2pcloud.launcher.libvirt.LibvirtUri;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/// Guests that libvirt runs on one host, here or elsewhere. A guest that ends leaves nothing behind
/// in libvirt; what is known of it lies in a folder of ours, by which a restarted program finds it
/// again. A libvirt that was restarted is connected to again.
public final class LibvirtHypervisor implements Hypervisor {
    private static final Logger LOG = System.getLogger(LibvirtHypervisor.class.getName());

    private final Path root;
    private final InstantSource clock;
    private final LibvirtHost host;
    private final HostNetwork network;
    private final boolean snp;
    private final Map<GuestName, Guest> guests = new ConcurrentSkipListMap<>();
    private final Starts starts;
    private final LibvirtLink link;

    private LibvirtHypervisor(LibvirtUri uri, Path root, HostNetwork network, InstantSource clock)
            throws IOException, InterruptedException {
        this.root = root;
        starts = new Starts(root);
        this.clock = clock;
        this.network = network;
        host = LibvirtHost.of(uri);
        link = new LibvirtLink(uri, this::happened);
        try {
            snp = link.get().offersSnp();
            network.prepare(link.get());
            adoptAll(link.get().running());
        } catch (IOException | InterruptedException | RuntimeException e) {
            link.close();
            throw e;
        }
        link.keep(this::meetAgain);
    }

    /// Connects and adopts what runs.
    ///
    /// @param root absolute path of the folder that holds what is known of this host's guests, made
    ///   when missing
    /// @param network from now on this object's
    /// @throws IOException with a sentence when libvirt is not reached, the folder is unusable or
    ///   the network cannot be made safe
    public static LibvirtHypervisor open(
            LibvirtUri uri, Path root, HostNetwork network, InstantSource clock)
            throws IOException {
        if (network.reach() == NetworkReach.ISOLATED && !uri.isLocal()) {
            throw new IOException(
                    "The guests' network and its rules can be made on this computer only, not on "
                            + uri);
        }
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            return new LibvirtHypervisor(uri, root.toAbsolutePath().normalize(), network, clock);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while connecting to libvirt", e);
        }
    }

    @Override
    public Set<Tier> tiers() {
        return snp ? EnumSet.allOf(Tier.class) : EnumSet.of(Tier.STANDARD);
    }

    @Override
    public NetworkReach reach() {
        return network.reach();
    }

    @Override
    public LaunchOutcome start(LaunchPlan plan) {
        return starts.alone(plan, this::startAlone);
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
        try {
            var found = new HashMap<GuestName, GuestUsage>();
            var stats = link.get().stats();
            for (var name : guests.keySet()) {
                var counted = stats.get(name.value());
                if (counted != null) {
                    found.put(name, GuestUsage.of(counted));
                }
            }
            return Map.copyOf(found);
        } catch (IOException e) {
            LOG.log(Logger.Level.DEBUG, "libvirt tells no counters", e);
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    @Override
    public void forget(GuestName name) {
        var guest = guests.get(name);
        if (guest == null) {
            return;
        }
        if (!(guest.state().get() instanceof GuestState.Stopped)) {
            throw new IllegalStateException(name + " still runs");
        }
        if (guest instanceof LibvirtGuest ours) {
            ours.release();
            network.dismiss(ours.place());
        }
        try {
            RunFolder.of(root, name).delete();
        } catch (IOException e) {
            throw new UncheckedIOException("the run folder of " + name + " cannot be deleted", e);
        }
        guests.remove(name);
    }

    @Override
    public void close() {
        for (var guest : guests.values()) {
            if (guest instanceof LibvirtGuest ours) {
                ours.release();
            }
        }
        link.close();
        network.close();
    }

    private LaunchOutcome startAlone(LaunchPlan plan) throws IOException, InterruptedException {
        var present = guests.get(plan.name());
        if (present != null && !(present.state().get() instanceof GuestState.Stopped)) {
            return Starts.alreadyRuns(plan);
        }
        var obstacle = host.obstacle(plan, tiers());
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        var folder = RunFolder.of(root, plan.name());
        int place = network.admit(plan);
        var record = new RunFolder.GuestRecord(plan, clock.instant(), place);
        try {
            folder.create(record);
        } catch (IOException e) {
            network.dismiss(place);
            throw e;
        }
        var guest = new LibvirtGuest(folder, record, link, clock);
        guests.put(plan.name(), guest);
        try {
            link.createPaused(
                    plan.name(), DomainXml.of(plan, host.domainHost(network.attachment(place))));
            guest.isThere();
            guest.keepConsole();
            link.get().resume(plan.name());
            guest.runs();
            return new LaunchOutcome.Started(guest);
        } catch (IOException e) {
            abandon(guest, folder);
            return QemuFailure.explain(Objects.requireNonNullElse(e.getMessage(), ""), plan);
        } catch (InterruptedException | RuntimeException e) {
            abandon(guest, folder);
            throw e;
        }
    }

    /// Nothing of a guest that did not start is left behind.
    private void abandon(LibvirtGuest guest, RunFolder folder) throws InterruptedException {
        guest.release();
        network.dismiss(guest.place());
        var name = guest.plan().name();
        try {
            if (link.get().running().contains(name.value())) {
                link.get().destroy(name);
            }
            folder.delete();
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, name + " did not start and was not removed", e);
        }
        guest.stop(StopReason.FAILED, "The start failed.");
        guests.remove(name);
    }

    private void happened(DomainEvent event) {
        if (GuestName.isGuestName(event.name())
                && guests.get(new GuestName(event.name())) instanceof LibvirtGuest guest) {
            guest.happened(event);
        }
    }

    private void adoptAll(Set<String> running) throws IOException, InterruptedException {
        for (var folder : RunFolder.in(root)) {
            try {
                adopt(folder, running);
            } catch (IOException e) {
                LOG.log(
                        Logger.Level.ERROR,
                        "what is in " + folder.path() + " cannot be adopted",
                        e);
            }
        }
    }

    private void adopt(RunFolder folder, Set<String> running)
            throws IOException, InterruptedException {
        var record = folder.read();
        if (record.isEmpty()) {
            folder.delete();
            return;
        }
        var name = record.get().plan().name();
        if (!folder.equals(RunFolder.of(root, name))) {
            LOG.log(Logger.Level.ERROR, "%s holds the record of %s".formatted(folder.path(), name));
        } else if (running.contains(name.value())) {
            var guest = new LibvirtGuest(folder, record.get(), link, clock);
            guests.put(name, guest);
            network.admit(guest.plan(), guest.place());
            guest.isThere();
            guest.keepConsole();
            guest.letRun();
        } else {
            guests.put(name, new VanishedGuest(folder, record.get().plan(), clock.instant()));
        }
    }

    /// Those that ended meanwhile did so unseen.
    private void meetAgain(LibvirtConnection connection) throws IOException, InterruptedException {
        var running = connection.running();
        for (var guest : guests.values()) {
            if (guest instanceof LibvirtGuest ours && !ours.hasStopped()) {
                meetAgain(ours, running);
            }
        }
    }

    private static void meetAgain(LibvirtGuest guest, Set<String> running)
            throws IOException, InterruptedException {
        if (running.contains(guest.plan().name().value())) {
            guest.keepConsole();
        } else {
            guest.release();
            guest.stop(StopReason.VANISHED, "The server ended while libvirt was not reached.");
        }
    }
}
