package io.p2pcloud.launcher.libvirt;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.p2pcloud.launcher.domain.ChannelName;
import io.p2pcloud.launcher.domain.GuestName;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// A connection to one libvirt, local or by any transport that it knows. Guests are named at each
/// call, so that nothing here outlives a call but the connection. Calls may block for seconds.
public final class LibvirtConnection implements AutoCloseable {
    private static final int ACTIVE = 1;
    private static final int START_PAUSED = 1;
    private static final int START_VALIDATE = 1 << 4;
    private static final int ON_LIFECYCLE = 0;
    private static final int ON_REBOOT = 1;
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int KEEP_ALIVE_COUNT = 3;
    private static final MemorySegment NULL = MemorySegment.NULL;

    private final NativeLibvirt library;
    private final String uri;
    private final MemorySegment connection;
    private final List<Integer> watches = new ArrayList<>();
    private final List<MemorySegment> listeners = new ArrayList<>();
    private boolean closed;

    private LibvirtConnection(NativeLibvirt library, String uri, MemorySegment connection) {
        this.library = library;
        this.uri = uri;
        this.connection = connection;
    }

    /// @throws IOException with a sentence when libvirt is not installed or not reached
    public static LibvirtConnection open(LibvirtUri uri) throws IOException, InterruptedException {
        var library = NativeLibvirt.load();
        var text = uri.value();
        return NativeLibvirt.call(() -> {
            try (var arena = Arena.ofConfined()) {
                var connection =
                        library.some(text, library.connectOpen.pointer(arena.allocateFrom(text)));
                // A daemon on the same computer may know no keep-alive; its socket tells.
                library.keepAlive.run(connection, KEEP_ALIVE_SECONDS, KEEP_ALIVE_COUNT);
                return new LibvirtConnection(library, text, connection);
            }
        });
    }

    /// Hears of every guest from now on, on libvirt's thread: it must be quick.
    public void listen(Consumer<DomainEvent> listener) throws IOException, InterruptedException {
        var number =
                EventLoop.listen(
                        new EventLoop.DomainListener() {
                            @Override
                            public void changed(MemorySegment domain, int event, int detail) {
                                tell(domain, DomainEvent.kind(event, detail));
                            }

                            @Override
                            public void rebooted(MemorySegment domain) {
                                tell(domain, DomainEvent.Kind.REBOOT);
                            }

                            private void tell(MemorySegment domain, DomainEvent.Kind kind) {
                                var name = NativeLibvirt.text(library.domainName.pointer(domain));
                                listener.accept(new DomainEvent(name, library.uuid(domain), kind));
                            }
                        });
        listeners.add(number);
        NativeLibvirt.call(() -> {
            watches.add(watch(ON_REBOOT, EventLoop.ON_REBOOT, number));
            watches.add(watch(ON_LIFECYCLE, EventLoop.ON_LIFECYCLE, number));
            return true;
        });
    }

    /// Whether libvirt still answers.
    public boolean isAlive() throws InterruptedException {
        try {
            return NativeLibvirt.call(() -> library.isAlive.number(connection) == 1);
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether this host's libvirt and QEMU launch SEV-SNP guests.
    public boolean offersSnp() throws IOException, InterruptedException {
        var capabilities =
                NativeLibvirt.call(() -> {
                    var text =
                            library.some(
                                    uri,
                                    library.capabilities.pointer(
                                            connection, NULL, NULL, NULL, NULL, 0));
                    try {
                        return NativeLibvirt.text(text);
                    } finally {
                        library.release.run(text);
                    }
                });
        return SnpSupport.isIn(capabilities);
    }

    /// Bytes of memory that the host has free.
    public long freeMemory() throws IOException, InterruptedException {
        return NativeLibvirt.call(() -> library.freeMemory.wide(connection));
    }

    /// The names of all guests that run, of whichever program.
    public Set<String> running() throws IOException, InterruptedException {
        return NativeLibvirt.call(() -> {
            try (var arena = Arena.ofConfined()) {
                var result = arena.allocate(ADDRESS);
                int count =
                        library.done(uri, library.listDomains.number(connection, result, ACTIVE));
                var array = result.get(ADDRESS, 0);
                var names = new HashSet<String>();
                var domains = NativeLibvirt.pointers(array, count);
                for (int i = 0; i < count; i++) {
                    var domain = domains.getAtIndex(ADDRESS, i);
                    names.add(NativeLibvirt.text(library.domainName.pointer(domain)));
                    library.domainFree.run(domain);
                }
                library.release.run(array);
                return names;
            }
        });
    }

    /// Starts a guest that leaves nothing behind when it ends, its processors held until [#resume].
    /// libvirt checks the XML against its schema first.
    public void createPaused(String xml) throws IOException, InterruptedException {
        NativeLibvirt.call(() -> {
            try (var arena = Arena.ofConfined()) {
                var domain =
                        library.some(
                                uri,
                                library.createXml.pointer(
                                        connection,
                                        arena.allocateFrom(xml),
                                        START_PAUSED | START_VALIDATE));
                library.domainFree.run(domain);
                return true;
            }
        });
    }

    public void resume(GuestName name) throws IOException, InterruptedException {
        with(name, library.resume::number);
    }

    /// Tells a guest from another that had its name.
    public String uuid(GuestName name) throws IOException, InterruptedException {
        return on(name, (_, domain) -> library.uuid(domain));
    }

    /// Presses the power button.
    public void shutdown(GuestName name) throws IOException, InterruptedException {
        with(name, domain -> library.shutdown.number(domain, 0));
    }

    /// Ends the guest; libvirt asks QEMU first and kills it when it does not end.
    public void destroy(GuestName name) throws IOException, InterruptedException {
        with(name, domain -> library.destroy.number(domain, 0));
    }

    /// Connects to a virtio-serial port of the guest's.
    public ByteChannel open(GuestName name, ChannelName channel)
            throws IOException, InterruptedException {
        return stream(
                name,
                (domain, port, stream) -> library.openChannel.number(domain, port, stream, 0),
                channel.value());
    }

    /// Connects to the guest's first serial port.
    public ByteChannel openConsole(GuestName name) throws IOException, InterruptedException {
        return stream(
                name,
                (domain, _, stream) -> library.openConsole.number(domain, NULL, stream, 0),
                "");
    }

    /// The counters of all running guests, fetched at once.
    public Map<String, DomainStats> stats() throws IOException, InterruptedException {
        return NativeLibvirt.call(() -> {
            try (var arena = Arena.ofConfined()) {
                var result = arena.allocate(ADDRESS);
                int count =
                        library.done(uri, library.allStats.number(connection, 0, result, ACTIVE));
                var array = result.get(ADDRESS, 0);
                try {
                    return StatsRecords.read(library, array, count);
                } finally {
                    library.statsFree.run(array);
                }
            }
        });
    }

    /// The networks and filters of this libvirt.
    public LibvirtNetworks networks() {
        return new LibvirtNetworks(library, uri, connection);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            NativeLibvirt.call(() -> {
                watches.forEach(watch -> library.unwatchDomains.run(connection, watch));
                library.connectClose.run(connection);
                return true;
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.forEach(EventLoop::forget);
        }
    }

    @Override
    public String toString() {
        return uri;
    }

    @FunctionalInterface
    private interface Act {
        int on(MemorySegment domain);
    }

    @FunctionalInterface
    private interface Attaching {
        int attach(MemorySegment domain, MemorySegment port, MemorySegment stream);
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Arena arena, MemorySegment domain) throws IOException;
    }

    private void with(GuestName name, Act act) throws IOException, InterruptedException {
        var _ = on(name, (_, domain) -> library.done(uri, act.on(domain)));
    }

    private ByteChannel stream(GuestName name, Attaching attaching, String port)
            throws IOException, InterruptedException {
        return on(
                name,
                (arena, domain) -> {
                    var portName = arena.allocateFrom(port);
                    return LibvirtStream.open(
                            library,
                            uri,
                            connection,
                            stream -> attaching.attach(domain, portName, stream));
                });
    }

    private <T> T on(GuestName name, Work<T> work) throws IOException, InterruptedException {
        return NativeLibvirt.call(() -> {
            try (var arena = Arena.ofConfined()) {
                var domain = lookup(arena, name);
                try {
                    return work.with(arena, domain);
                } finally {
                    library.domainFree.run(domain);
                }
            }
        });
    }

    private MemorySegment lookup(Arena arena, GuestName name) throws LibvirtException {
        return library.some(
                uri, library.lookup.pointer(connection, arena.allocateFrom(name.value())));
    }

    private int watch(int event, MemorySegment function, MemorySegment number)
            throws LibvirtException {
        return library.done(
                uri, library.watchDomains.number(connection, NULL, event, function, number, NULL));
    }
}
