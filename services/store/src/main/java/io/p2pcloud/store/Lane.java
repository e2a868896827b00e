package io.p2pcloud.store;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Threads of their own for work on the database: H2's file channel closes when a thread is
/// interrupted in it, so that the callers' threads, which may be cancelled, must stay out.
final class Lane implements AutoCloseable {
    private final ExecutorService threads;

    Lane(String name, int count) {
        threads =
                Executors.newFixedThreadPool(
                        count,
                        work -> {
                            var thread = new LaneThread(work, name);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /// Runs `work` and waits for it to end, also when the caller is interrupted meanwhile.
    <T extends @Nullable Object> T call(Callable<T> work) {
        if (Thread.currentThread() instanceof LaneThread) {
            throw new IllegalStateException("work on the database must not begin other such work");
        }
        Future<T> future = threads.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.close();
    }

    private static final class LaneThread extends Thread {
        LaneThread(Runnable work, String name) {
            super(work, name);
        }
    }
}
