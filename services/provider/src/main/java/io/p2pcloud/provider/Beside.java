package io.p2pcloud.provider;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Work that goes on beside the caller's own, and is not left behind by it.
final class Beside<T> implements AutoCloseable {
    private final CompletableFuture<T> outcome = new CompletableFuture<>();

    /// Something that may be refused.
    interface Work<T> {
        T get() throws Refusal;
    }

    private Beside() {}

    static <T> Beside<T> start(String name, Work<T> work) {
        var beside = new Beside<T>();
        var _ =
                Thread.ofVirtual()
                        .name(name)
                        .start(() -> {
                            try {
                                beside.outcome.complete(work.get());
                            } catch (Refusal | RuntimeException e) {
                                beside.outcome.completeExceptionally(e);
                            }
                        });
        return beside;
    }

    /// Waits for the work.
    ///
    /// @throws Refusal what the work threw
    T join() throws Refusal, InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Refusal refusal -> throw refusal;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /// Waits until the work has ended, whatever came of it.
    @Override
    public void close() {
        var _ = outcome.handle((_, _) -> true).join();
    }
}
