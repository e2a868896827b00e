package io.p2pcloud.journey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Looks for bytes in files, of which some are large and sparse.
final class DiskSearch {
    private static final int CHUNK = 1 << 20;
    private static final byte[] NOTHING = new byte[CHUNK];

    private DiskSearch() {}

    static boolean contains(Path file, String text) throws IOException {
        return contains(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    /// @param wanted not only zeros, and shorter than a MiB
    static boolean contains(Path file, byte[] wanted) throws IOException {
        var buffer = ByteBuffer.allocate(CHUNK);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // Each block begins with the end of the one before it.
            int step = CHUNK - wanted.length;
            for (long at = 0; at < channel.size(); at += step) {
                int read = channel.read(buffer.clear(), at);
                if (find(buffer.array(), read, wanted)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// The first file under `folder` that holds one of these.
    static Optional<Path> holderOfAny(Path folder, List<byte[]> wanted) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                for (var each : wanted) {
                    if (contains(file, each)) {
                        return Optional.of(file);
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static boolean find(byte[] block, int length, byte[] wanted) {
        if (Arrays.equals(block, 0, Math.max(length, 0), NOTHING, 0, Math.max(length, 0))) {
            return false; // a hole
        }
        for (int i = 0; i + wanted.length <= length; i++) {
            if (block[i] == wanted[0]
                    && Arrays.equals(block, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }
}
