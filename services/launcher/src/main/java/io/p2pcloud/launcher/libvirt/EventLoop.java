package io.p2pcloud.launcher.libvirt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.System.Logger;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/// libvirt's own event loop, run by one thread for the whole life of this program, and the
/// functions that libvirt calls from it. Those who listen are known to C by a number only.
@SuppressWarnings("restricted") // being called by C is what it is for
final class EventLoop {
    private static final Logger LOG = System.getLogger(EventLoop.class.getName());
    private static final Map<Long, IntConsumer> STREAMS = new ConcurrentHashMap<>();
    private static final Map<Long, DomainListener> DOMAINS = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    static final MemorySegment ON_LIFECYCLE =
            upcall("onLifecycle", int.class, true, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    static final MemorySegment ON_REBOOT =
            upcall("onReboot", void.class, false, ADDRESS, ADDRESS, ADDRESS);
    static final MemorySegment ON_STREAM =
            upcall("onStream", void.class, false, ADDRESS, JAVA_INT, ADDRESS);
    private static final MemorySegment ON_ERROR =
            upcall("onError", void.class, false, ADDRESS, ADDRESS);

    /// Hears of what happens to guests, on the event loop's thread.
    interface DomainListener {
        /// @param event as `virDomainEventType` counts them
        /// @param detail as the event's own enumeration counts
        void changed(MemorySegment domain, int event, int detail);

        /// The guest asked for a reset.
        void rebooted(MemorySegment domain);
    }

    private EventLoop() {}

    /// Called once, before the first connection.
    static void start(NativeLibvirt library) {
        // libvirt prints each error to the standard error output unless it is given this.
        library.onError.run(MemorySegment.NULL, ON_ERROR);
        if (library.registerEvents.number() < 0) {
            throw new IllegalStateException("libvirt's event loop cannot be registered");
        }
        Thread.ofPlatform()
                .daemon()
                .name("libvirt-events")
                .start(() -> {
                    int result;
                    do {
                        result = library.runEvents.number();
                    } while (result >= 0);
                    LOG.log(Logger.Level.ERROR, "libvirt's event loop ended");
                });
    }

    /// @return the number by which C will name the listener, as a pointer
    static MemorySegment listen(DomainListener listener) {
        long number = NUMBERS.incrementAndGet();
        DOMAINS.put(number, listener);
        return MemorySegment.ofAddress(number);
    }

    /// @param listener takes the stream's events
    static MemorySegment listen(IntConsumer listener) {
        long number = NUMBERS.incrementAndGet();
        STREAMS.put(number, listener);
        return MemorySegment.ofAddress(number);
    }

    static void forget(MemorySegment number) {
        STREAMS.remove(number.address());
        DOMAINS.remove(number.address());
    }

    @SuppressWarnings("unused") // called by libvirt
    private static int onLifecycle(
            MemorySegment connection,
            MemorySegment domain,
            int event,
            int detail,
            MemorySegment number) {
        var listener = DOMAINS.get(number.address());
        if (listener != null) {
            guarded(() -> listener.changed(domain, event, detail));
        }
        return 0;
    }

    @SuppressWarnings("unused") // called by libvirt
    private static void onReboot(
            MemorySegment connection, MemorySegment domain, MemorySegment number) {
        var listener = DOMAINS.get(number.address());
        if (listener != null) {
            guarded(() -> listener.rebooted(domain));
        }
    }

    @SuppressWarnings("unused") // called by libvirt
    private static void onStream(MemorySegment stream, int events, MemorySegment number) {
        var listener = STREAMS.get(number.address());
        if (listener != null) {
            guarded(() -> listener.accept(events));
        }
    }

    @SuppressWarnings("unused") // called by libvirt
    private static void onError(MemorySegment nothing, MemorySegment error) {}

    /// An exception that left a function called by C would end this program.
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "an event of libvirt's was not taken", e);
        }
    }

    private static MemorySegment upcall(
            String name, Class<?> result, boolean answers, MemoryLayout... parameters) {
        var types = new Class<?>[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            types[i] = parameters[i].equals(JAVA_INT) ? int.class : MemorySegment.class;
        }
        var shape =
                answers
                        ? FunctionDescriptor.of(JAVA_INT, parameters)
                        : FunctionDescriptor.ofVoid(parameters);
        try {
            var method =
                    MethodHandles.lookup()
                            .findStatic(
                                    EventLoop.class, name, MethodType.methodType(result, types));
            return NativeLibrary.LINKER.upcallStub(method, shape, Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a function of our own is missing: " + name, e);
        }
    }
}
