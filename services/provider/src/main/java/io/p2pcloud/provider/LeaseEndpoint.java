package io.p2pcloud.provider;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.Caller;
import io.p2pcloud.protocol.Manifest;
import io.p2pcloud.protocol.v1.AwaitListeningRequest;
import io.p2pcloud.protocol.v1.AwaitListeningResponse;
import io.p2pcloud.protocol.v1.DiscardDiskRequest;
import io.p2pcloud.protocol.v1.DiscardDiskResponse;
import io.p2pcloud.protocol.v1.GetStatusRequest;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import io.p2pcloud.protocol.v1.LeaseServiceGrpc;
import io.p2pcloud.protocol.v1.ReadConsoleRequest;
import io.p2pcloud.protocol.v1.ReadConsoleResponse;
import io.p2pcloud.protocol.v1.ReadDiskRequest;
import io.p2pcloud.protocol.v1.ReadDiskResponse;
import io.p2pcloud.protocol.v1.Refused;
import io.p2pcloud.protocol.v1.StopRequest;
import io.p2pcloud.protocol.v1.StopResponse;
import io.p2pcloud.protocol.v1.SubmitManifestRequest;
import io.p2pcloud.protocol.v1.SubmitManifestResponse;
import io.p2pcloud.protocol.v1.WriteDiskRequest;
import io.p2pcloud.protocol.v1.WriteDiskResponse;
import java.io.IOException;

/// The gRPC face of the provider: finds the caller's lease, hands the work on, and turns refusals
/// into answers.
final class LeaseEndpoint extends LeaseServiceGrpc.LeaseServiceImplBase {
    private static final System.Logger LOG = System.getLogger(LeaseEndpoint.class.getName());

    private final LeaseDesk desk;
    private final DiskDesk disks;

    LeaseEndpoint(LeaseDesk desk, DiskDesk disks) {
        this.desk = desk;
        this.disks = disks;
    }

    @Override
    public void submitManifest(
            SubmitManifestRequest request, StreamObserver<SubmitManifestResponse> responses) {
        answer(
                responses,
                () -> {
                    var manifest = Bytes.of(request.getManifest().toByteArray());
                    if (manifest.size() > Manifest.MAX_SIZE) {
                        throw new IllegalArgumentException("the manifest is too long");
                    }
                    desk.submitManifest(
                            lease(request.getLeaseId()),
                            manifest,
                            Bytes32.of(request.getSalt().toByteArray()));
                    return SubmitManifestResponse.getDefaultInstance();
                });
    }

    @Override
    public StreamObserver<LaunchRequest> launch(StreamObserver<LaunchResponse> responses) {
        var line = new StreamedTenantLine(responses);
        var account = Caller.account();
        Thread.ofVirtual()
                .name("launch")
                .start(() -> {
                    try {
                        desk.launch(account, line);
                        line.complete();
                    } catch (Refusal e) {
                        line.send(refused(e));
                        line.complete();
                    } catch (IOException e) {
                        LOG.log(System.Logger.Level.INFO, "a launch ended early", e);
                        line.fail(Status.UNAVAILABLE.withDescription(e.getMessage()));
                    } catch (ChainException e) {
                        line.fail(unreadable(e));
                    } catch (IllegalArgumentException e) {
                        line.fail(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
                    } catch (InterruptedException e) {
                        line.fail(Status.CANCELLED);
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.ERROR, "a launch failed", e);
                        line.fail(Status.INTERNAL);
                    }
                });
        return line;
    }

    @Override
    public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> responses) {
        answer(responses, () -> desk.status(lease(request.getLeaseId())));
    }

    @Override
    public void awaitListening(
            AwaitListeningRequest request, StreamObserver<AwaitListeningResponse> responses) {
        answer(
                responses,
                () ->
                        AwaitListeningResponse.newBuilder()
                                .setListening(desk.awaitListening(lease(request.getLeaseId())))
                                .build());
    }

    @Override
    public void stop(StopRequest request, StreamObserver<StopResponse> responses) {
        answer(responses, () -> desk.stop(lease(request.getLeaseId())));
    }

    @Override
    public void readConsole(
            ReadConsoleRequest request, StreamObserver<ReadConsoleResponse> responses) {
        var outlet = new TenantOutlet<>((ServerCallStreamObserver<ReadConsoleResponse>) responses);
        var account = Caller.account();
        stream(
                responses,
                () -> {
                    desk.console(account, lease(request.getLeaseId()), request.getOffset(), outlet);
                    responses.onCompleted();
                });
    }

    @Override
    public void readDisk(ReadDiskRequest request, StreamObserver<ReadDiskResponse> responses) {
        var outlet = new TenantOutlet<>((ServerCallStreamObserver<ReadDiskResponse>) responses);
        var account = Caller.account();
        stream(
                responses,
                () -> {
                    disks.read(account, lease(request.getLeaseId()), outlet);
                    responses.onCompleted();
                });
    }

    @Override
    public StreamObserver<WriteDiskRequest> writeDisk(StreamObserver<WriteDiskResponse> responses) {
        var inlet = new DiskInlet((ServerCallStreamObserver<WriteDiskResponse>) responses);
        var account = Caller.account();
        stream(
                responses,
                () -> {
                    inlet.begin();
                    disks.write(account, inlet);
                    responses.onNext(WriteDiskResponse.getDefaultInstance());
                    responses.onCompleted();
                });
        return inlet;
    }

    @Override
    public void discardDisk(
            DiscardDiskRequest request, StreamObserver<DiscardDiskResponse> responses) {
        answer(
                responses,
                () -> {
                    disks.discard(Caller.account(), lease(request.getLeaseId()));
                    return DiscardDiskResponse.getDefaultInstance();
                });
    }

    private interface Streaming {
        void run() throws Refusal, IOException, InterruptedException;
    }

    /// In a thread of its own, because gRPC tells of a call only what its methods do not hold up.
    private static void stream(StreamObserver<?> responses, Streaming work) {
        Thread.ofVirtual()
                .name("stream")
                .start(() -> {
                    try {
                        failing(responses, work);
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.INFO, "a stream ended early", e);
                    }
                });
    }

    private static void failing(StreamObserver<?> responses, Streaming work) {
        try {
            work.run();
        } catch (Refusal e) {
            responses.onError(status(e));
        } catch (IllegalArgumentException e) {
            responses.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
        } catch (IOException e) {
            responses.onError(
                    Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
        } catch (ChainException e) {
            responses.onError(unreadable(e).asRuntimeException());
        } catch (InterruptedException e) {
            responses.onError(Status.CANCELLED.asRuntimeException());
            Thread.currentThread().interrupt();
        }
    }

    /// Which node this provider asks, and what that one said, is nobody's business.
    private static Status unreadable(ChainException e) {
        LOG.log(System.Logger.Level.INFO, "a lease cannot be read", e);
        return Status.UNAVAILABLE.withDescription(
                "this provider cannot read the chain just now, so it cannot tell whose lease this"
                        + " is; try again in a minute");
    }

    private interface Work<T> {
        T get() throws Refusal, IOException, InterruptedException;
    }

    private static <T> void answer(StreamObserver<T> responses, Work<T> work) {
        failing(
                responses,
                () -> {
                    responses.onNext(work.get());
                    responses.onCompleted();
                });
    }

    private static StatusRuntimeException status(Refusal refusal) {
        return Status.FAILED_PRECONDITION.withDescription(refusal.sentence()).asRuntimeException();
    }

    private static LaunchResponse refused(Refusal refusal) {
        return LaunchResponse.newBuilder()
                .setRefused(
                        Refused.newBuilder()
                                .setReason(refusal.reason())
                                .setWords(refusal.sentence()))
                .build();
    }

    static LeaseId lease(ByteString id) {
        return new LeaseId(Bytes32.of(id.toByteArray()));
    }
}
