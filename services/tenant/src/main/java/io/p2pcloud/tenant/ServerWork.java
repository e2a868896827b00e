package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.chain.ChainException;
import java.lang.System.Logger;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/// Acts on servers, each in a thread of its own and one at a time per server; what goes wrong is
/// told as the server's trouble.
final class ServerWork implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ServerWork.class.getName());

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Runnable changed;

    /// @param changed told after each act
    ServerWork(Runnable changed) {
        this.changed = changed;
    }

    interface Act {
        void run() throws LaunchException, StatusException, InterruptedException;
    }

    void begin(ServerCase server, Act act) {
        threads.execute(() -> {
            try {
                server.lock.lockInterruptibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            try {
                run(server, act);
            } finally {
                server.lock.unlock();
                changed.run();
            }
        });
    }

    /// Runs what takes no lock of its own accord.
    ///
    /// @return false when nothing is begun any more
    boolean beginUnlocked(Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.log(Logger.Level.DEBUG, "the service is closing", e);
            return false;
        }
    }

    private static void run(ServerCase server, Act act) {
        try {
            server.trouble(null);
            act.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LaunchException e) {
            server.trouble(e.sentence());
        } catch (StatusException e) {
            server.trouble(
                    "The provider did not do it: "
                            + Objects.requireNonNullElse(
                                    e.getStatus().getDescription(), e.getStatus().getCode().name())
                            + ".");
        } catch (ChainException e) {
            server.trouble(e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.WARNING, "an act on server " + server.id(), e);
            server.trouble("It failed inside the program: " + e + ". Try again.");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
