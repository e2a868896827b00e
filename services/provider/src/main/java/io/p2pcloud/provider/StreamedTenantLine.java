package io.p2pcloud.provider;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// A launch's two streams as a line that one thread reads and writes in turn.
final class StreamedTenantLine implements TenantLine, StreamObserver<LaunchRequest> {
    /// A launch needs two requests; whoever sends more without being asked is cut off.
    private static final int MAX_WAITING = 4;

    private final StreamObserver<LaunchResponse> responses;
    private final BlockingQueue<Optional<LaunchRequest>> requests =
            new ArrayBlockingQueue<>(MAX_WAITING + 1);

    StreamedTenantLine(StreamObserver<LaunchResponse> responses) {
        this.responses = responses;
        if (responses instanceof ServerCallStreamObserver<LaunchResponse> call) {
            call.setOnCancelHandler(this::hungUp);
        }
    }

    @Override
    public LaunchRequest next(Duration timeout) throws IOException, InterruptedException {
        var request = requests.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (request == null) {
            throw new IOException("the tenant did not answer in time");
        }
        return request.orElseThrow(() -> new IOException("the tenant hung up"));
    }

    @Override
    public synchronized void send(LaunchResponse response) {
        try {
            responses.onNext(response);
        } catch (RuntimeException _) {
            hungUp();
        }
    }

    synchronized void complete() {
        try {
            responses.onCompleted();
        } catch (RuntimeException _) {
            hungUp();
        }
    }

    synchronized void fail(Status status) {
        try {
            responses.onError(status.asRuntimeException());
        } catch (RuntimeException _) {
            hungUp();
        }
    }

    @Override
    public void onNext(LaunchRequest request) {
        if (requests.size() >= MAX_WAITING || !requests.offer(Optional.of(request))) {
            fail(
                    Status.RESOURCE_EXHAUSTED.withDescription(
                            "a launch has two messages; no more are taken"));
            hungUp();
        }
    }

    @Override
    public void onError(Throwable cause) {
        hungUp();
    }

    @Override
    public void onCompleted() {
        // The tenant said all he has to say; the launch goes on.
    }

    private void hungUp() {
        // Full means that a hang-up is reported after what waits, which suffices.
        var _ = requests.offer(Optional.empty());
    }
}
