package io.p2pcloud.provider;

import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Follows a guest's serial log as it grows.
final class ConsoleTail implements AutoCloseable {
    private static final int CHUNK = 32 << 10;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FileChannel file;
    private final CountDownLatch never = new CountDownLatch(1);

    ConsoleTail(Path log, long offset) throws IOException {
        file = FileChannel.open(log, StandardOpenOption.READ);
        file.position(Math.clamp(offset, 0, file.size()));
    }

    long offset() throws IOException {
        return file.position();
    }

    /// What came since the last call. Waits for more for a while, then answers with nothing, so
    /// that the caller notices when nobody listens any more.
    ///
    /// @param growing whether more may come
    Bytes next(boolean growing) throws IOException, InterruptedException {
        var buffer = ByteBuffer.allocate(CHUNK);
        long waits = growing ? PATIENCE.dividedBy(LOOK_AGAIN) : 0;
        for (long i = 0; file.read(buffer) <= 0 && i < waits; i++) {
            var _ = never.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
        return Bytes.of(Arrays.copyOf(buffer.array(), buffer.position()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
