package io.p2pcloud.journey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Looks for a text in a large sparse file.
final class DiskSearch {
    private static final int CHUNK = 1 << 20;
    private static final long MOST = 6L << 30;

    private DiskSearch() {}

    /// Whether the text stands within one MiB block of the file's first 6 GiB.
    static boolean contains(Path file, String text) throws IOException {
        var wanted = text.getBytes(StandardCharsets.US_ASCII);
        var buffer = ByteBuffer.allocate(CHUNK);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (long at = 0; at < Math.min(channel.size(), MOST); at += CHUNK) {
                buffer.clear();
                int read = channel.read(buffer, at);
                if (find(buffer.array(), read, wanted)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean find(byte[] block, int length, byte[] wanted) {
        for (int i = 0; i + wanted.length <= length; i++) {
            int same = 0;
            while (same < wanted.length && block[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
