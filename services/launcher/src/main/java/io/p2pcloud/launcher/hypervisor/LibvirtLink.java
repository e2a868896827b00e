package io.p2pcloud.launcher.hypervisor;

import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.libvirt.DomainEvent;
import io.p2pcloud.launcher.libvirt.LibvirtConnection;
import io.p2pcloud.launcher.libvirt.LibvirtException;
import io.p2pcloud.launcher.libvirt.LibvirtUri;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The connection to a libvirt that stands now: one that broke, because libvirt was restarted or
/// the network failed, is replaced by a new one as soon as one can be had.
final class LibvirtLink implements Supplier<LibvirtConnection>, AutoCloseable {
    private static final Logger LOG = System.getLogger(LibvirtLink.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final int MOST_TRIES = 20;

    private final LibvirtUri uri;
    private final Consumer<DomainEvent> listener;
    private volatile LibvirtConnection connection;
    private @Nullable Thread keeper;

    /// What is to be done when another connection stands.
    @FunctionalInterface
    interface Return {
        void met(LibvirtConnection connection) throws IOException, InterruptedException;
    }

    /// @param listener hears of every guest, whichever connection stands
    LibvirtLink(LibvirtUri uri, Consumer<DomainEvent> listener)
            throws IOException, InterruptedException {
        this.uri = uri;
        this.listener = listener;
        connection = connect();
    }

    /// Looks after the connection from now on.
    void keep(Return after) {
        keeper = Thread.ofVirtual().name("libvirt " + uri).start(() -> watch(after));
    }

    @Override
    public LibvirtConnection get() {
        return connection;
    }

    /// Starts a guest that is alone under its name, its processors held. A program that was killed
    /// may have asked for one as well: libvirt runs that, or comes to it only now.
    void createPaused(GuestName name, String xml) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            var _ = end(name);
            try {
                connection.createPaused(xml);
                return;
            } catch (LibvirtException e) {
                // The other may be gone by now.
                boolean inTheWay = end(name) || e.code() == LibvirtException.OPERATION_FAILED;
                if (tries == MOST_TRIES || !inTheWay) {
                    throw e;
                }
            }
            Thread.sleep(AGAIN);
        }
    }

    /// @return whether there was one, running or not yet
    private boolean end(GuestName name) throws IOException, InterruptedException {
        try {
            connection.destroy(name);
            LOG.log(Logger.Level.INFO, "{0} was left by a start that was broken off", name);
            return true;
        } catch (LibvirtException e) {
            return switch (e.code()) {
                case LibvirtException.NO_DOMAIN -> false;
                case LibvirtException.OPERATION_INVALID -> true;
                default -> throw e;
            };
        }
    }

    @Override
    public void close() {
        var watching = keeper;
        if (watching != null) {
            watching.interrupt();
        }
        connection.close();
    }

    private LibvirtConnection connect() throws IOException, InterruptedException {
        var next = LibvirtConnection.open(uri);
        try {
            next.listen(listener);
            return next;
        } catch (IOException | InterruptedException | RuntimeException e) {
            next.close();
            throw e;
        }
    }

    private void watch(Return after) {
        try {
            while (true) {
                Thread.sleep(LOOK);
                if (!connection.isAlive()) {
                    renew(after);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew(Return after) throws InterruptedException {
        try {
            var next = connect();
            var lost = connection;
            connection = next;
            lost.close();
            after.met(next);
            LOG.log(Logger.Level.INFO, "libvirt at {0} is reached again", uri);
        } catch (IOException e) {
            LOG.log(Logger.Level.WARNING, "libvirt at " + uri + " is not reached", e);
        }
    }
}
