package io.p2pcloud.provider;

import io.grpc.stub.ServerCallStreamObserver;
import io.p2pcloud.protocol.v1.ReadDiskResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A disk on its way to a tenant, no faster than he takes it.
final class DiskOutlet implements DiskDesk.Outlet {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ServerCallStreamObserver<ReadDiskResponse> responses;
    private final Semaphore news = new Semaphore(0);

    /// Made while gRPC still hands the call over: later it takes no handlers.
    DiskOutlet(ServerCallStreamObserver<ReadDiskResponse> responses) {
        this.responses = responses;
        responses.setOnReadyHandler(news::release);
        responses.setOnCancelHandler(news::release);
    }

    @Override
    public void send(ReadDiskResponse response) throws IOException, InterruptedException {
        while (!responses.isReady()) {
            if (responses.isCancelled()) {
                throw new IOException("the tenant hung up");
            }
            if (!news.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the tenant takes nothing of the disk any more");
            }
        }
        responses.onNext(response);
    }
}
