package io.p2pcloud.app;

import io.p2pcloud.common.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// Waits until a signal's value has what one looks for.
final class Waiting {
    private Waiting() {}

    /// @return empty when it did not come about in time
    static <T, R> Optional<R> on(Signal<T> signal, Function<T, Optional<R>> find, Duration timeout)
            throws InterruptedException {
        var found = new CompletableFuture<R>();
        var subscription = signal.subscribe(value -> find.apply(value).ifPresent(found::complete));
        try {
            return Optional.of(found.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look at a signal failed", e);
        } finally {
            subscription.close();
        }
    }
}
