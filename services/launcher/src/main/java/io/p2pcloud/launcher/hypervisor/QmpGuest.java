package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.common.Signal;
import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.LaunchPlan;
import io.p2pcloud.launcher.hypervisor.GuestState.StopReason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A guest in a QEMU process of its own. While it runs, either a control connection stands or a
/// thread tries to make one; both notice its end.
final class QmpGuest implements Guest, QmpClient.Listener {
    private static final Logger LOG = System.getLogger(QmpGuest.class.getName());
    private static final Duration COMMAND = Duration.ofSeconds(5);
    private static final Duration LAST_FLUSH = Duration.ofSeconds(10);
    private static final Duration KILL = Duration.ofSeconds(5);

    private final RunFolder folder;
    private final RunFolder.GuestRecord record;
    private final QemuProcess process;
    private final @Nullable Process child;
    private final GuestLife life;
    private volatile @Nullable QmpClient client;
    private volatile @Nullable String shutdownReason;
    private volatile boolean destroying;
    private volatile boolean released;

    /// @param child the process when this program started it, and so learns its exit status
    QmpGuest(
            RunFolder folder,
            RunFolder.GuestRecord record,
            QemuProcess process,
            @Nullable Process child,
            InstantSource clock) {
        this.folder = folder;
        this.record = record;
        this.process = process;
        this.child = child;
        life = new GuestLife(record, clock);
    }

    /// Connects to QEMU and lets the guest's processors run if they do not yet.
    ///
    /// @throws IOException when QEMU does not answer or is another guest's
    void connect() throws IOException, InterruptedException {
        var connection = QmpClient.connect(folder.qmpSocket(), COMMAND, this);
        try {
            var name =
                    connection.execute("query-name", Map.of(), COMMAND).path("name").asString("");
            if (!name.equals(plan().name().value())) {
                throw new IOException("the machine behind %s is %s".formatted(folder.path(), name));
            }
            var status = connection.execute("query-status", Map.of(), COMMAND);
            if (!status.path("running").asBoolean(false)) {
                connection.execute("cont", Map.of(), COMMAND);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            connection.close();
            throw e;
        }
        establish(connection);
    }

    /// Takes over a guest that was found running; should it not answer, it is tried again until it
    /// does or ends.
    void adopt() throws InterruptedException {
        try {
            connect();
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, plan().name() + " runs and does not answer yet", e);
            life.runs(process.pid());
            follow(Duration.ZERO);
        }
    }

    /// Lets go of the guest without ending it.
    void release() {
        released = true;
        var connection = client;
        if (connection != null) {
            connection.close();
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
        return ByteLines.connect(folder.socket(channel), GuestChannel.MAX_LINE_BYTES);
    }

    @Override
    public Path serialLog() {
        return folder.serialLog();
    }

    Optional<GuestUsage> usage() {
        return QmpUsage.of(client, process);
    }

    @Override
    public void powerdown() throws IOException {
        var connection = client;
        if (connection == null || hasStopped()) {
            throw new IOException(plan().name() + " cannot be told to shut down: no connection");
        }
        uninterrupted(() -> connection.execute("system_powerdown", Map.of(), COMMAND));
    }

    @Override
    public void destroy() throws IOException {
        destroying = true;
        uninterrupted(() -> {
            if (hasStopped()) {
                return true;
            }
            quit();
            if (!process.awaitEnd(KILL)) {
                process.kill();
            }
            return life.awaitEnd(KILL.multipliedBy(2));
        });
        if (!hasStopped()) {
            throw new IOException("QEMU of %s does not end".formatted(plan().name()));
        }
    }

    @Override
    public GuestState.Stopped awaitStopped(Duration timeout)
            throws TimeoutException, InterruptedException {
        return life.awaitStopped(timeout);
    }

    @Override
    public void event(String name, JsonNode data) {
        if (name.equals("SHUTDOWN")) {
            shutdownReason = data.path("reason").asString("");
        }
    }

    @Override
    public void ended() {
        boolean stood;
        synchronized (this) {
            stood = client != null;
            client = null;
        }
        if (stood && !released) {
            follow(LAST_FLUSH);
        }
    }

    private synchronized void establish(QmpClient connection) throws IOException {
        if (connection.hasEnded()) {
            throw new IOException("QEMU of %s went away".formatted(plan().name()));
        }
        client = connection;
        life.runs(process.pid());
    }

    private boolean hasStopped() {
        return life.hasStopped();
    }

    /// The connection is gone: either QEMU ends (it may still write out its disks), or it must be
    /// reached again.
    private void follow(Duration patience) {
        Thread.ofVirtual()
                .name("follow " + plan().name())
                .start(() -> {
                    try {
                        if (patience.isZero() || !process.awaitEnd(patience)) {
                            reconnect();
                        } else {
                            stop();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void reconnect() throws InterruptedException {
        while (!released) {
            try {
                connect();
                return;
            } catch (IOException e) {
                LOG.log(Logger.Level.DEBUG, "no connection to " + plan().name(), e);
            }
            if (process.awaitEnd(COMMAND)) {
                stop();
                return;
            }
        }
    }

    /// Records the end.
    void stop(StopReason reason, String detail) {
        life.stop(reason, detail);
    }

    private void stop() throws InterruptedException {
        if (destroying) {
            stop(StopReason.DESTROYED, "The server was switched off from outside.");
            return;
        }
        var reason = shutdownReason;
        if (reason != null) {
            switch (reason) {
                case "guest-shutdown" -> stop(StopReason.SHUT_DOWN, "The server shut down.");
                case "guest-reset", "guest-panic" ->
                        stop(StopReason.RESET, "The server restarted or its kernel gave up.");
                case "host-qmp-quit" ->
                        stop(StopReason.DESTROYED, "The server was switched off from outside.");
                default -> stop(StopReason.KILLED, "QEMU was ended by this computer: " + reason);
            }
            return;
        }
        stopUnexplained();
    }

    private void stopUnexplained() throws InterruptedException {
        if (child != null && child.waitFor(KILL.toSeconds(), TimeUnit.SECONDS)) {
            int status = child.exitValue();
            // 128 and more: ended by that signal.
            if (status < 128) {
                var said = folder.errors().lines().reduce("nothing", (_, line) -> line);
                stop(StopReason.FAILED, "QEMU ended with status %d: %s".formatted(status, said));
                return;
            }
        }
        stop(StopReason.KILLED, "QEMU ended without a word: it was killed or it crashed.");
    }

    private void quit() throws InterruptedException {
        var connection = client;
        if (connection == null) {
            process.kill();
            return;
        }
        try {
            connection.execute("quit", Map.of(), COMMAND);
        } catch (IOException e) {
            LOG.log(Logger.Level.DEBUG, plan().name() + " did not take the order to quit", e);
        }
    }

    @FunctionalInterface
    private interface Act {
        Object run() throws IOException, InterruptedException;
    }

    private static void uninterrupted(Act act) throws IOException {
        try {
            act.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while talking to QEMU");
        }
    }
}
