package io.p2pcloud.provider;

import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A stream on its way to a tenant, no faster than he takes it: what waits for him in this host's
/// memory has a bound.
final class TenantOutlet<T> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ServerCallStreamObserver<T> responses;
    private final Semaphore news = new Semaphore(0);

    /// Made while gRPC still hands the call over: later it takes no handlers.
    TenantOutlet(ServerCallStreamObserver<T> responses) {
        this.responses = responses;
        responses.setOnReadyHandler(news::release);
        responses.setOnCancelHandler(news::release);
    }

    /// May block while the tenant is slow.
    ///
    /// @throws IOException when he hung up, or took nothing for a minute
    void send(T response) throws IOException, InterruptedException {
        while (responses.isCancelled() || !responses.isReady()) {
            if (responses.isCancelled()) {
                throw new IOException("the tenant hung up");
            }
            if (!news.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the tenant takes nothing any more");
            }
        }
        responses.onNext(response);
    }
}
