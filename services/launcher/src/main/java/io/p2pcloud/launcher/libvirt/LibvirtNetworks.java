package io.p2pcloud.launcher.libvirt;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The networks and filters of one libvirt.
public final class LibvirtNetworks {
    private final NativeLibvirt library;
    private final String uri;
    private final MemorySegment connection;

    LibvirtNetworks(NativeLibvirt library, String uri, MemorySegment connection) {
        this.library = library;
        this.uri = uri;
        this.connection = connection;
    }

    /// Defines the filter, or puts its new rules on the ports that have it.
    public void defineFilter(String xml) throws IOException, InterruptedException {
        NativeLibvirt.call(() -> {
            try (var arena = Arena.ofConfined()) {
                var text = arena.allocateFrom(xml);
                library.filterFree.run(
                        library.some(uri, library.filterDefine.pointer(connection, text)));
                return true;
            }
        });
    }

    /// Starts the network unless there is one of its name.
    public void ensure(String name, String xml) throws IOException, InterruptedException {
        NativeLibvirt.call(() -> {
            try (var arena = Arena.ofConfined()) {
                var found = library.networkLookup.pointer(connection, arena.allocateFrom(name));
                if (found.equals(MemorySegment.NULL)) {
                    var text = arena.allocateFrom(xml);
                    found = library.some(uri, library.networkCreateXml.pointer(connection, text));
                }
                library.networkFree.run(found);
                return true;
            }
        });
    }
}
