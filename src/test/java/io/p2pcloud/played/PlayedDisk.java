package io.p2pcloud.played;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Hex;
import io.p2pcloud.release.DiskKey;
import io.p2pcloud.tenant.backup.VolumeCipher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;

/// A data disk whose one file is its first block, encrypted as a guest's plain dm-crypt does it.
final class PlayedDisk {
    private static final String MAGIC = "a file system\n";

    private final Path image;
    private final VolumeCipher cipher;

    /// @param payload the sealed payload's entries
    PlayedDisk(Path image, Map<String, String> payload) {
        this.image = image;
        var key = Hex.parse(String.valueOf(payload.get("disk-key")));
        cipher = new VolumeCipher(new DiskKey(Bytes.of(key)));
    }

    void format() throws IOException {
        write("");
    }

    /// Whether there is a file system under this key.
    boolean opens() throws IOException {
        return block().startsWith(MAGIC);
    }

    String read() throws IOException {
        return block().substring(MAGIC.length()).replace("\0", "");
    }

    void write(String text) throws IOException {
        var block =
                Arrays.copyOf(
                        (MAGIC + text).getBytes(StandardCharsets.US_ASCII), VolumeCipher.BLOCK);
        cipher.encrypt(block, 0);
        try (var file = FileChannel.open(image, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(block), 0);
        }
    }

    private String block() throws IOException {
        var block = new byte[VolumeCipher.BLOCK];
        try (var file = FileChannel.open(image, StandardOpenOption.READ)) {
            file.read(ByteBuffer.wrap(block), 0);
        }
        cipher.decrypt(block, 0);
        return new String(block, StandardCharsets.ISO_8859_1);
    }
}
