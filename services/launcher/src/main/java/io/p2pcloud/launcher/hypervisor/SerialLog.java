package io.p2pcloud.launcher.hypervisor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/// Keeps a guest from filling the host's disk through its serial port. QEMU appends to the file
/// (O_APPEND), so it can be cut while it is written; what is written in that instant may be lost.
final class SerialLog {
    static final int MAX_BYTES = 2 << 20;
    static final int KEPT_BYTES = 1 << 20;

    private SerialLog() {}

    /// When `log` has grown past its bound, moves its last MiB to a file beside it and empties it.
    static void rotate(Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) <= MAX_BYTES) {
            return;
        }
        var unfinished = log.resolveSibling(log.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var from = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var last = ByteBuffer.allocate(KEPT_BYTES);
            from.position(from.size() - KEPT_BYTES);
            while (last.hasRemaining() && from.read(last) >= 0) {}
            Files.write(unfinished, Arrays.copyOf(last.array(), last.position()));
            Files.move(unfinished, previous(log), StandardCopyOption.ATOMIC_MOVE);
            from.truncate(0);
        }
    }

    /// Where the part before the last cut lies.
    static Path previous(Path log) {
        return log.resolveSibling(log.getFileName() + ".1");
    }
}
