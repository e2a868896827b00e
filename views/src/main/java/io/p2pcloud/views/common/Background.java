package io.p2pcloud.views.common;

import io.p2pcloud.common.Signal;
import io.p2pcloud.common.Signal.Subscription;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// The one bridge between the window's thread and everything that may block.
///
/// View-models live on the window's thread. They hand work that blocks to [#run], and hear of a
/// service's changes by [#follow]; both answer on the window's thread.
public final class Background {
    private final Executor work;
    private final Executor window;
    private final Ticker ticker;

    /// Calls again and again, on the window's thread.
    @FunctionalInterface
    public interface Ticker {
        Subscription every(Duration period, Runnable tick);
    }

    /// @param work runs what may block
    /// @param window runs what touches properties and the scene
    public Background(Executor work, Executor window, Ticker ticker) {
        this.work = work;
        this.window = window;
        this.ticker = ticker;
    }

    /// Work on virtual threads, answers on JavaFX's thread.
    public static Background ofWindow() {
        Executor work = task -> Thread.ofVirtual().name("window-work").start(task);
        return new Background(
                work, Platform::runLater, (period, tick) -> ticks(work, period, tick));
    }

    /// Runs `task` where it may block; then exactly one of `done` and `failed` on the window's
    /// thread.
    public <T> void run(
            Callable<T> task, Consumer<? super T> done, Consumer<? super Problem> failed) {
        work.execute(() -> {
            try {
                T value = task.call();
                window.execute(() -> done.accept(value));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                var problem = Problem.of(e);
                window.execute(() -> failed.accept(problem));
            }
        });
    }

    /// An act without a result.
    @FunctionalInterface
    public interface Act {
        void run() throws Exception;
    }

    /// Runs `act` where it may block; `failed` only when it fails.
    public void act(Act act, Consumer<? super Problem> failed) {
        run(
                () -> {
                    act.run();
                    return true;
                },
                _ -> {},
                failed);
    }

    /// Hands `listener` the signal's value now, and each later one on the window's thread; of
    /// changes that come faster than the window draws, the newest. To be called on that thread.
    public <T> Subscription follow(Signal<T> signal, Consumer<? super T> listener) {
        listener.accept(signal.get());
        var pending = new AtomicReference<@Nullable T>();
        var closed = new AtomicBoolean();
        var subscription =
                signal.subscribe(value -> {
                    if (pending.getAndSet(value) == null) {
                        window.execute(() -> {
                            var newest = pending.getAndSet(null);
                            if (newest != null && !closed.get()) {
                                listener.accept(newest);
                            }
                        });
                    }
                });
        return () -> {
            closed.set(true);
            subscription.close();
        };
    }

    /// Calls `tick` on the window's thread every `period` until the subscription is closed.
    public Subscription every(Duration period, Runnable tick) {
        return ticker.every(period, tick);
    }

    /// From work that goes on: runs `act` on the window's thread.
    public void later(Runnable act) {
        window.execute(act);
    }

    /// For callbacks of a library's own threads: runs `act` on JavaFX's thread, later.
    public static void onWindow(Runnable act) {
        Platform.runLater(act);
    }

    private static Subscription ticks(Executor work, Duration period, Runnable tick) {
        var ended = new CountDownLatch(1);
        work.execute(() -> {
            try {
                while (!ended.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                    Platform.runLater(() -> {
                        if (ended.getCount() > 0) {
                            tick.run();
                        }
                    });
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        return ended::countDown;
    }
}
