package io.p2pcloud.launcher.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A volume's bytes from and to elsewhere, in whole blocks. Blocks of zeros stand for those that
/// were never written: ciphertext is never all zeros.
public final class VolumeCopy implements AutoCloseable {
    /// Bytes of a block.
    public static final int BLOCK = 4096;

    /// Bytes of the longest part.
    public static final int PART = 128 << 10;

    private final FileChannel image;
    private final long size;
    private long next;
    private long written;

    private VolumeCopy(FileChannel image) throws IOException {
        this.image = image;
        size = image.size();
    }

    /// Takes the written parts of a volume, in ascending order.
    ///
    /// @param <X> what it fails with
    public interface Parts<X extends Exception> {
        /// @param data to be read or copied before the next part comes
        void take(long offset, ByteBuffer data) throws X, IOException, InterruptedException;
    }

    /// @return the volume's size in bytes
    public static <X extends Exception> long read(Path image, Parts<X> parts)
            throws X, IOException, InterruptedException {
        try (var file = FileChannel.open(image, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.allocate(PART);
            long size = file.size();
            for (long at = 0; at < size; at += PART) {
                buffer.clear();
                while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) >= 0) {
                    // Until the part is full or the file ends.
                }
                written(buffer.flip(), at, parts);
            }
            return size;
        }
    }

    /// Opens a volume that nothing was written to.
    public static VolumeCopy into(Volume empty) throws IOException {
        return new VolumeCopy(FileChannel.open(empty.image(), StandardOpenOption.WRITE));
    }

    /// @throws IllegalArgumentException when the part is none, comes out of order, or lies outside
    ///   the volume
    public void write(long offset, ByteBuffer data) throws IOException {
        int length = data.remaining();
        boolean whole = offset % BLOCK == 0 && length % BLOCK == 0 && length > 0 && length <= PART;
        // Compared so that no sum can overflow.
        if (!whole || offset < next || length > size || offset > size - length) {
            throw new IllegalArgumentException(
                    "A part of the disk is out of order, or the disk is larger than the one that"
                            + " the lease has.");
        }
        for (long at = offset; data.hasRemaining(); ) {
            at += image.write(data, at);
        }
        next = offset + length;
        written += length;
    }

    /// Puts what was written on the host's disk.
    ///
    /// @param sum bytes of all parts
    /// @throws IllegalArgumentException when not all of them were written
    public void finish(long sum) throws IOException {
        if (sum != written) {
            throw new IllegalArgumentException("Not all parts of the disk arrived.");
        }
        image.force(true);
    }

    @Override
    public void close() throws IOException {
        image.close();
    }

    /// Each run of blocks that are not all zero.
    private static <X extends Exception> void written(ByteBuffer buffer, long at, Parts<X> parts)
            throws X, IOException, InterruptedException {
        int end = buffer.limit() / BLOCK * BLOCK;
        for (int from = 0; from < end; ) {
            int to = from;
            while (to < end && !isZero(buffer, to)) {
                to += BLOCK;
            }
            if (to > from) {
                parts.take(at + from, buffer.slice(from, to - from));
            }
            from = to + BLOCK;
        }
    }

    private static boolean isZero(ByteBuffer buffer, int from) {
        for (int i = from; i < from + BLOCK; i += Long.BYTES) {
            if (buffer.getLong(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
