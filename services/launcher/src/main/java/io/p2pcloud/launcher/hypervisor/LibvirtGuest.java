package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Signal;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import io.p2pcloud.launcher.libvirt.DomainEvent;
import io.p2pcloud.launcher.libvirt.LibvirtConnection;
import io.p2pcloud.launcher.libvirt.LibvirtException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A guest that libvirt runs. libvirt tells when it ends.
final class LibvirtGuest implements Guest {
    private static final Duration END = Duration.ofSeconds(20);

    private final RunFolder folder;
    private final RunFolder.GuestRecord record;
    private final Supplier<LibvirtConnection> libvirt;
    private final GuestLife life;
    private @Nullable ConsoleLog console;
    private volatile String uuid = "";
    private volatile boolean destroying;
    private volatile boolean rebooting;

    /// @param libvirt the connection that stands now
    LibvirtGuest(
            RunFolder folder,
            RunFolder.GuestRecord record,
            Supplier<LibvirtConnection> libvirt,
            InstantSource clock) {
        this.folder = folder;
        this.record = record;
        this.libvirt = libvirt;
        life = new GuestLife(record, clock);
    }

    /// Lets the processors run, which a program that died before it did so left held.
    void letRun() throws IOException, InterruptedException {
        try {
            libvirt.get().resume(plan().name());
        } catch (LibvirtException e) {
            // They run already.
            if (e.code() != LibvirtException.OPERATION_INVALID) {
                throw e;
            }
        }
        runs();
    }

    /// Writes down from now on what the guest says.
    synchronized void keepConsole() throws IOException, InterruptedException {
        release();
        console = ConsoleLog.keep(libvirt.get().openConsole(plan().name()), folder.serialLog());
    }

    /// Its place in the guests' network; 0 without one.
    int place() {
        return record.place();
    }

    /// Its processors run.
    void runs() {
        life.runs(0);
    }

    /// Lets go of the guest without ending it.
    synchronized void release() {
        var kept = console;
        console = null;
        if (kept != null) {
            kept.close();
        }
    }

    @Override
    public LaunchPlan plan() {
        return record.plan();
    }

    @Override
    public Signal<GuestState> state() {
        return life.state();
    }

    @Override
    public GuestChannel open(ChannelName channel) throws IOException {
        life.requireOpen(channel);
        try {
            return ByteLines.over(
                    libvirt.get().open(plan().name(), channel),
                    plan().name() + " " + channel,
                    GuestChannel.MAX_LINE_BYTES);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public Path serialLog() {
        return folder.serialLog();
    }

    @Override
    public void powerdown() throws IOException {
        if (hasStopped()) {
            throw new IOException(plan().name() + " does not run");
        }
        try {
            libvirt.get().shutdown(plan().name());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public void destroy() throws IOException {
        destroying = true;
        if (hasStopped()) {
            return;
        }
        try {
            libvirt.get().destroy(plan().name());
            if (!life.awaitEnd(END)) {
                throw new IOException("libvirt did not say that %s ended".formatted(plan().name()));
            }
        } catch (LibvirtException e) {
            // It may have ended by itself just before.
            if (e.code() != LibvirtException.NO_DOMAIN
                    && e.code() != LibvirtException.OPERATION_INVALID) {
                throw e;
            }
            stop(StopReason.DESTROYED, "The server was switched off from outside.");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public GuestState.Stopped awaitStopped(Duration timeout)
            throws TimeoutException, InterruptedException {
        return life.awaitStopped(timeout);
    }

    /// From now on what libvirt says of its name is meant for it, and not for one that a program
    /// which was killed had begun.
    void isThere() throws IOException, InterruptedException {
        uuid = libvirt.get().uuid(plan().name());
    }

    /// On libvirt's thread.
    void happened(DomainEvent event) {
        if (!event.uuid().equals(uuid)) {
            return;
        }
        switch (event.kind()) {
            case REBOOT -> rebooting = true;
            case STOPPED_SHUT_DOWN -> {
                if (rebooting) {
                    stopReset();
                } else {
                    stop(StopReason.SHUT_DOWN, "The server shut down.");
                }
            }
            case STOPPED_DESTROYED -> {
                if (rebooting && !destroying) {
                    stopReset();
                } else if (destroying) {
                    stop(StopReason.DESTROYED, "The server was switched off from outside.");
                } else {
                    stop(
                            StopReason.KILLED,
                            "Somebody on this computer had libvirt end the server.");
                }
            }
            case STOPPED_FAILED ->
                    stop(StopReason.KILLED, "QEMU ended without a word: it was killed or crashed.");
            case STOPPED_CRASHED -> stop(StopReason.FAILED, "The server's machine crashed.");
            case RESUMED, OTHER -> {
                // The state is set by who started it.
            }
        }
    }

    /// Records the end; the first word counts.
    void stop(StopReason reason, String detail) {
        life.stop(reason, detail);
    }

    boolean hasStopped() {
        return life.hasStopped();
    }

    private void stopReset() {
        stop(StopReason.RESET, "The server restarted or its kernel gave up.");
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while talking to libvirt");
    }
}
