package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Reason;
import io.p2pcloud.launcher.hypervisor.LaunchOutcome.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/// Guests as QEMU processes of this user, each driven over its own control socket. They are started
/// in sessions of their own and go on when this program ends; a new object over the same folder
/// adopts them. One program at a time owns the folder.
public final class QmpHypervisor implements Hypervisor {
    private static final Logger LOG = System.getLogger(QmpHypervisor.class.getName());
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration LOG_CHECK = Duration.ofSeconds(10);

    private final Path qemu;
    private final Path root;
    private final InstantSource clock;
    private final Map<GuestName, Guest> guests = new ConcurrentSkipListMap<>();
    private final Starts starts;
    private final Thread logKeeper;

    /// Opens the folder and adopts what runs.
    ///
    /// @param qemu absolute path of `qemu-system-x86_64`
    /// @param root absolute path of the folder that holds the guests' run folders, made when
    ///   missing; short, because sockets lie below it (at most 60 bytes or so)
    /// @throws IOException when the folder cannot be used
    public QmpHypervisor(Path qemu, Path root, InstantSource clock) throws IOException {
        this.qemu = qemu;
        this.root = root.toAbsolutePath().normalize();
        starts = new Starts(this.root);
        this.clock = clock;
        Files.createDirectories(this.root);
        Files.setPosixFilePermissions(this.root, PosixFilePermissions.fromString("rwx------"));
        adoptAll();
        logKeeper = Thread.ofVirtual().name("serial logs").start(this::keepLogs);
    }

    /// SEV-SNP guests are libvirt's: it knows the chip's numbers and locks their memory.
    @Override
    public Set<Tier> tiers() {
        return Set.of(Tier.STANDARD);
    }

    @Override
    public NetworkReach reach() {
        return NetworkReach.LIKE_THIS_USER;
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
        var found = new HashMap<GuestName, GuestUsage>();
        for (var guest : guests.values()) {
            if (guest instanceof QmpGuest running) {
                running.usage().ifPresent(usage -> found.put(guest.plan().name(), usage));
            }
        }
        return Map.copyOf(found);
    }

    @Override
    public void forget(GuestName name) {
        var guest = guests.get(name);
        if (guest == null) {
            return;
        }
        if (!hasStopped(guest)) {
            throw new IllegalStateException(name + " still runs");
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
        logKeeper.interrupt();
        for (var guest : guests.values()) {
            if (guest instanceof QmpGuest running) {
                running.release();
            }
        }
    }

    private static boolean hasStopped(Guest guest) {
        return guest.state().get() instanceof GuestState.Stopped;
    }

    private LaunchOutcome startAlone(LaunchPlan plan) throws IOException, InterruptedException {
        var folder = RunFolder.of(root, plan.name());
        var present = guests.get(plan.name());
        if ((present != null && !hasStopped(present)) || QemuProcess.find(folder).isPresent()) {
            return Starts.alreadyRuns(plan);
        }
        var obstacle = Preflight.obstacle(qemu, plan, folder);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        var record = new RunFolder.GuestRecord(plan, clock.instant());
        folder.create(record);
        var child = QemuProcess.start(qemu, QemuCommand.arguments(plan, folder), folder);
        var process = QemuProcess.of(child, folder);
        var guest = new QmpGuest(folder, record, process, child, clock);
        guests.put(plan.name(), guest);
        try {
            var refused = awaitAnswer(guest, child, folder);
            if (refused.isEmpty()) {
                return new LaunchOutcome.Started(guest);
            }
            abandon(guest, child, folder, refused.get().sentence());
            return refused.get();
        } catch (IOException | InterruptedException | RuntimeException e) {
            abandon(guest, child, folder, "The start failed: " + e.getMessage());
            throw e;
        }
    }

    private static Optional<Refused> awaitAnswer(QmpGuest guest, Process child, RunFolder folder)
            throws IOException, InterruptedException {
        var plan = guest.plan();
        long deadline = System.nanoTime() + START.toNanos();
        try {
            while (!isReached(guest, folder)) {
                if (child.waitFor(POLL)) {
                    return Optional.of(QemuFailure.explain(folder.errors(), plan));
                }
                if (System.nanoTime() - deadline > 0) {
                    return Optional.of(
                            new Refused(
                                    Reason.NO_ANSWER,
                                    "QEMU gave no answer for %d s; this computer may be overloaded."
                                            .formatted(START.toSeconds())));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            if (child.waitFor(POLL.multipliedBy(100))) {
                return Optional.of(QemuFailure.explain(folder.errors(), plan));
            }
            throw e;
        }
    }

    /// The socket's file is there a moment before QEMU listens at it.
    private static boolean isReached(QmpGuest guest, RunFolder folder)
            throws IOException, InterruptedException {
        if (!Files.exists(folder.qmpSocket())) {
            return false;
        }
        try {
            guest.connect();
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    /// Nothing of a guest that did not start is left behind.
    private void abandon(QmpGuest guest, Process child, RunFolder folder, String why) {
        guest.release();
        child.destroyForcibly().onExit().join();
        guests.remove(guest.plan().name());
        guest.stop(StopReason.FAILED, why);
        try {
            folder.delete();
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the folder " + folder.path() + " is left behind", e);
        }
    }

    private void adoptAll() throws IOException {
        RunFolder.in(root).forEach(this::adopt);
    }

    private void adopt(RunFolder folder) {
        var process = QemuProcess.find(folder);
        try {
            var record = folder.read();
            if (process.isEmpty() && record.isEmpty()) {
                folder.delete();
            } else if (record.isPresent()) {
                adopt(folder, record.get(), process);
            } else {
                LOG.log(Logger.Level.ERROR, "a machine without a record runs in " + folder.path());
            }
        } catch (IOException e) {
            LOG.log(Logger.Level.ERROR, "what is in " + folder.path() + " cannot be adopted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void adopt(
            RunFolder folder, RunFolder.GuestRecord record, Optional<QemuProcess> process)
            throws InterruptedException {
        var name = record.plan().name();
        if (!folder.equals(RunFolder.of(root, name))) {
            LOG.log(Logger.Level.ERROR, "%s holds the record of %s".formatted(folder.path(), name));
            return;
        }
        if (process.isEmpty()) {
            guests.put(name, new VanishedGuest(folder, record.plan(), clock.instant()));
            return;
        }
        var guest = new QmpGuest(folder, record, process.get(), null, clock);
        guests.put(name, guest);
        guest.adopt();
    }

    private void keepLogs() {
        try {
            while (true) {
                for (var guest : guests.values()) {
                    keepLog(guest.serialLog());
                }
                Thread.sleep(LOG_CHECK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void keepLog(Path log) {
        try {
            SerialLog.rotate(log);
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "the log " + log + " could not be cut", e);
        }
    }
}
