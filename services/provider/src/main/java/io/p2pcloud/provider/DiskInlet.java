package io.p2pcloud.provider;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.p2pcloud.protocol.v1.WriteDiskRequest;
import io.p2pcloud.protocol.v1.WriteDiskResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A disk on its way from a tenant: a few parts are asked for ahead, one more for each that was
/// taken, so that what waits in memory has a bound.
final class DiskInlet implements DiskDesk.Inlet, StreamObserver<WriteDiskRequest> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int AHEAD = 8;

    private final ServerCallStreamObserver<WriteDiskResponse> call;
    private final BlockingQueue<Optional<WriteDiskRequest>> arrived = new LinkedBlockingQueue<>();

    /// Made while gRPC still hands the call over.
    DiskInlet(ServerCallStreamObserver<WriteDiskResponse> call) {
        this.call = call;
        call.disableAutoRequest();
        call.setOnCancelHandler(this::ended);
    }

    void begin() {
        call.request(AHEAD);
    }

    @Override
    public WriteDiskRequest next() throws IOException, InterruptedException {
        var request = arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (request == null) {
            throw new IOException("the tenant sent nothing of the disk for a while");
        }
        call.request(1);
        return request.orElseThrow(() -> new IOException("the tenant hung up"));
    }

    @Override
    public void onNext(WriteDiskRequest request) {
        arrived.add(Optional.of(request));
    }

    @Override
    public void onError(Throwable cause) {
        ended();
    }

    @Override
    public void onCompleted() {
        ended();
    }

    private void ended() {
        arrived.add(Optional.empty());
    }
}
