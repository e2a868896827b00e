package io.p2pcloud.launcher.libvirt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The functions of `libvirt.so.0` that are used, found when the first connection is made
/// (libvirt-host.h, libvirt-domain.h, libvirt-event.h, libvirt-stream.h, virterror.h).
@SuppressWarnings("restricted") // calling C is what it is for
final class NativeLibvirt extends NativeLibrary {
    private static final String LIBRARY = "libvirt.so.0";
    private static final int UUID_LENGTH = 37; // VIR_UUID_STRING_BUFLEN

    /// libvirt keeps the last error of each thread, and a call may block for seconds: neither suits
    /// a virtual thread.
    private static final ExecutorService CALLS =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("libvirt-call-", 0).factory());

    private static @Nullable NativeLibvirt loaded;

    final Function connectOpen = function("virConnectOpen", ADDRESS, ADDRESS);
    final Function connectClose = function("virConnectClose", JAVA_INT, ADDRESS);
    final Function isAlive = function("virConnectIsAlive", JAVA_INT, ADDRESS);
    final Function keepAlive =
            function("virConnectSetKeepAlive", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    final Function capabilities =
            function(
                    "virConnectGetDomainCapabilities",
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS,
                    JAVA_INT);
    final Function freeMemory = function("virNodeGetFreeMemory", JAVA_LONG, ADDRESS);
    final Function listDomains =
            function("virConnectListAllDomains", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    final Function createXml = function("virDomainCreateXML", ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    final Function lookup = function("virDomainLookupByName", ADDRESS, ADDRESS, ADDRESS);
    final Function domainName = function("virDomainGetName", ADDRESS, ADDRESS);
    final Function domainUuid = function("virDomainGetUUIDString", JAVA_INT, ADDRESS, ADDRESS);
    final Function domainFree = function("virDomainFree", JAVA_INT, ADDRESS);
    final Function resume = function("virDomainResume", JAVA_INT, ADDRESS);
    final Function shutdown = function("virDomainShutdownFlags", JAVA_INT, ADDRESS, JAVA_INT);
    final Function destroy = function("virDomainDestroyFlags", JAVA_INT, ADDRESS, JAVA_INT);
    final Function allStats =
            function("virConnectGetAllDomainStats", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    final Function statsFree = function("virDomainStatsRecordListFree", null, ADDRESS);
    final Function registerEvents = function("virEventRegisterDefaultImpl", JAVA_INT);
    final Function runEvents = function("virEventRunDefaultImpl", JAVA_INT);
    final Function watchDomains =
            function(
                    "virConnectDomainEventRegisterAny",
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS);
    final Function unwatchDomains =
            function("virConnectDomainEventDeregisterAny", JAVA_INT, ADDRESS, JAVA_INT);
    final Function streamNew = function("virStreamNew", ADDRESS, ADDRESS, JAVA_INT);
    final Function streamFree = function("virStreamFree", JAVA_INT, ADDRESS);
    final Function streamAbort = function("virStreamAbort", JAVA_INT, ADDRESS);
    final Function streamReceive = function("virStreamRecv", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    final Function streamSend = function("virStreamSend", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    final Function streamWatch =
            function(
                    "virStreamEventAddCallback",
                    JAVA_INT,
                    ADDRESS,
                    JAVA_INT,
                    ADDRESS,
                    ADDRESS,
                    ADDRESS);
    final Function streamRewatch =
            function("virStreamEventUpdateCallback", JAVA_INT, ADDRESS, JAVA_INT);
    final Function streamUnwatch = function("virStreamEventRemoveCallback", JAVA_INT, ADDRESS);
    final Function openChannel =
            function("virDomainOpenChannel", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    final Function openConsole =
            function("virDomainOpenConsole", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    final Function lastError = function("virGetLastError", ADDRESS);
    final Function onError = function("virSetErrorFunc", null, ADDRESS, ADDRESS);
    final Function networkLookup = function("virNetworkLookupByName", ADDRESS, ADDRESS, ADDRESS);
    final Function networkCreateXml = function("virNetworkCreateXML", ADDRESS, ADDRESS, ADDRESS);
    final Function networkFree = function("virNetworkFree", JAVA_INT, ADDRESS);
    final Function filterDefine = function("virNWFilterDefineXML", ADDRESS, ADDRESS, ADDRESS);

    /// For what libvirt allocated and handed over.
    final Function release =
            new NativeLibrary(LINKER.defaultLookup()).function("free", null, ADDRESS);

    final Function filterFree = function("virNWFilterFree", JAVA_INT, ADDRESS);

    private NativeLibvirt(SymbolLookup symbols) {
        super(symbols);
    }

    /// @throws IOException with what to install when this computer has no libvirt
    static synchronized NativeLibvirt load() throws IOException {
        if (loaded == null) {
            SymbolLookup symbols;
            try {
                symbols = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        "libvirt is not installed: install the packages libvirt-daemon-system and"
                                + " libvirt0, or let the provider start QEMU itself.",
                        e);
            }
            loaded = new NativeLibvirt(symbols);
            EventLoop.start(loaded);
        }
        return loaded;
    }

    /// Runs `work` on a thread of libvirt's.
    static <T> T call(Callable<T> work) throws IOException, InterruptedException {
        try {
            return CALLS.submit(work).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failed -> throw failed;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    /// What tells a domain from another that had its name.
    String uuid(MemorySegment domain) {
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocate(UUID_LENGTH);
            return domainUuid.number(domain, text) == 0 ? text.getString(0) : "";
        }
    }

    /// @return `pointer`, which is not null
    MemorySegment some(String where, MemorySegment pointer) throws LibvirtException {
        if (pointer.equals(MemorySegment.NULL)) {
            throw failure(where);
        }
        return pointer;
    }

    /// @return `result`, which is not negative
    int done(String where, int result) throws LibvirtException {
        if (result < 0) {
            throw failure(where);
        }
        return result;
    }

    /// What went wrong in this thread's last call: `struct _virError` begins with code, domain and
    /// message.
    LibvirtException failure(String where) {
        var error = lastError.pointer();
        if (error.equals(MemorySegment.NULL)) {
            return new LibvirtException(where, 0, "no reason given");
        }
        var fields = error.reinterpret(ADDRESS.byteSize() + 2 * JAVA_INT.byteSize());
        var message = fields.get(ADDRESS, 2 * JAVA_INT.byteSize());
        return new LibvirtException(
                where,
                fields.get(JAVA_INT, 0),
                message.equals(MemorySegment.NULL) ? "" : text(message));
    }

    /// An array of `count` pointers.
    static MemorySegment pointers(MemorySegment array, int count) {
        return array.reinterpret(ADDRESS.byteSize() * count);
    }

    static String text(MemorySegment pointer) {
        return pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }
}
