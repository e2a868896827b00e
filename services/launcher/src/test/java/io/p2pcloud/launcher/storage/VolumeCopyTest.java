package io.p2pcloud.launcher.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.launcher.domain.GuestName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeCopyTest {
    private static final int BLOCK = VolumeCopy.BLOCK;
    private static final long SIZE = 1 << 20;

    @TempDir Path folder;

    @Test
    void copiesWhatWasWrittenAndLeavesTheRestOut() throws Exception {
        var from = volume("a");
        put(from, 0, 1);
        put(from, 7, 2);
        put(from, 31, 40);
        put(from, SIZE / BLOCK - 1, 1);
        var parts = read(from);
        assertThat(parts)
                .containsOnlyKeys(
                        0L, 7L * BLOCK, 31L * BLOCK, 32L * BLOCK, 64L * BLOCK, SIZE - BLOCK);

        var to = volume("b");
        try (var copy = VolumeCopy.into(to)) {
            for (var part : parts.entrySet()) {
                copy.write(part.getKey(), ByteBuffer.wrap(part.getValue()));
            }
            copy.finish(44L * BLOCK);
        }
        assertThat(Files.mismatch(from.image(), to.image())).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4096",
        "-4096, 4096",
        "0, 100",
        "0, 0",
        "1048576, 4096",
        "1044480, 8192",
        "9223372036854771712, 4096",
        "0, 135168"
    })
    void takesNoPartThatIsNotOfTheVolume(long offset, int length) throws Exception {
        var to = volume("b");
        try (var copy = VolumeCopy.into(to)) {
            assertThatThrownBy(() -> copy.write(offset, ByteBuffer.allocate(length)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Files.size(to.image())).isEqualTo(SIZE);
    }

    @Test
    void takesNoPartTwice() throws Exception {
        try (var copy = VolumeCopy.into(volume("b"))) {
            copy.write(BLOCK, ByteBuffer.allocate(2 * BLOCK));
            assertThatThrownBy(() -> copy.write(2 * BLOCK, ByteBuffer.allocate(BLOCK)))
                    .hasMessageContaining("out of order");
        }
    }

    @Test
    void noticesAMissingPart() throws Exception {
        try (var copy = VolumeCopy.into(volume("b"))) {
            copy.write(0, ByteBuffer.allocate(BLOCK));
            assertThatThrownBy(() -> copy.finish(2 * BLOCK)).hasMessageContaining("Not all parts");
        }
    }

    private static Map<Long, byte[]> read(Volume volume) throws Exception {
        var parts = new TreeMap<Long, byte[]>();
        long size =
                VolumeCopy.<IOException>read(
                        volume.image(),
                        (offset, data) -> {
                            var bytes = new byte[data.remaining()];
                            data.get(bytes);
                            parts.put(offset, bytes);
                        });
        assertThat(size).isEqualTo(SIZE);
        return parts;
    }

    private Volume volume(String name) throws IOException {
        var image = folder.resolve(name);
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        return new Volume(GuestName.of(Bytes32.ofNumber(name.hashCode())), image, 1);
    }

    private static void put(Volume volume, long block, int blocks) throws IOException {
        var bytes = new byte[blocks * BLOCK];
        new Random(block).nextBytes(bytes);
        // Zeros within a block are no reason to leave it out.
        Arrays.fill(bytes, 0, BLOCK / 2, (byte) 0);
        try (var file = new RandomAccessFile(volume.image().toFile(), "rw")) {
            file.seek(block * BLOCK);
            file.write(bytes);
        }
    }
}
