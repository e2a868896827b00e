package io.p2pcloud.provider;

import java.lang.System.Logger;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Work that whoever asks for it does not wait for. Asked for several times before it begins, it is
/// done once.
final class Soon implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Soon.class.getName());
    private static final int IDLE_SECONDS = 10;

    private final Runnable work;
    private final ThreadPoolExecutor thread;

    /// @param work whose failure is only logged
    Soon(String name, Runnable work) {
        this.work = work;
        thread =
                new ThreadPoolExecutor(
                        0,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(1),
                        Thread.ofVirtual().name(name).factory(),
                        // What waits already will see the newest state.
                        new ThreadPoolExecutor.DiscardPolicy());
    }

    void ask() {
        thread.execute(this::run);
    }

    private void run() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.DEBUG, "left for the next time", e);
        }
    }

    /// Does nothing more that has not begun.
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
