package io.p2pcloud.app;

import java.util.concurrent.CountDownLatch;

/// Ctrl+C, or the system's request to end: a program waits for it here, and the process lives on
/// until what the program still does then is done.
final class UntilEnded implements AutoCloseable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    UntilEnded() {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            asked.countDown();
                            try {
                                done.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }));
    }

    void await() throws InterruptedException {
        asked.await();
    }

    /// Everything is done: the process may end.
    @Override
    public void close() {
        done.countDown();
    }
}
