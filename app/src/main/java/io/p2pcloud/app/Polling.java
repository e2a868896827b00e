package io.p2pcloud.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks at something again and again on a thread of its own, until it is closed.
final class Polling implements AutoCloseable {
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Polling(String name, Duration every, Runnable look) {
        thread =
                Thread.ofVirtual()
                        .name(name)
                        .start(() -> {
                            try {
                                do {
                                    look.run();
                                } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /// @param look catches what it expects to fail
    static Polling start(String name, Duration every, Runnable look) {
        return new Polling(name, every, look);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
