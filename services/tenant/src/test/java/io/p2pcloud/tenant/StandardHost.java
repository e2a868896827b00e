package io.p2pcloud.tenant;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.protocol.Manifest;
import io.p2pcloud.protocol.v1.Activated;
import io.p2pcloud.protocol.v1.AwaitListeningRequest;
import io.p2pcloud.protocol.v1.AwaitListeningResponse;
import io.p2pcloud.protocol.v1.Booted;
import io.p2pcloud.protocol.v1.DiscardDiskRequest;
import io.p2pcloud.protocol.v1.DiscardDiskResponse;
import io.p2pcloud.protocol.v1.DiskPart;
import io.p2pcloud.protocol.v1.Evidence;
import io.p2pcloud.protocol.v1.GetStatusRequest;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.Hello;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import io.p2pcloud.protocol.v1.LeaseServiceGrpc;
import io.p2pcloud.protocol.v1.ReadDiskRequest;
import io.p2pcloud.protocol.v1.ReadDiskResponse;
import io.p2pcloud.protocol.v1.Release;
import io.p2pcloud.protocol.v1.StopRequest;
import io.p2pcloud.protocol.v1.StopResponse;
import io.p2pcloud.protocol.v1.SubmitManifestRequest;
import io.p2pcloud.protocol.v1.SubmitManifestResponse;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.release.Secp256k1Key;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An honest provider of STANDARD machines: one lease, one disk, which opens with the key that it
/// was formatted with only. A call of it can be made to fail before or after it did its work.
final class StandardHost extends LeaseServiceGrpc.LeaseServiceImplBase {
    final List<Hello> hellos = new ArrayList<>();
    final List<Map<String, String>> payloads = new ArrayList<>();
    int discards;
    boolean runs;
    long diskBytes = 1L << 30;
    @Nullable String disk;
    @Nullable Manifest manifest;
    Bytes bundle = Bytes.EMPTY;

    private final StandardCase world;
    private final int sshPort;
    private Optional<Failing> failing = Optional.empty();

    /// @param done whether the work was done before the answer was lost
    record Failing(String call, boolean done) {}

    StandardHost(StandardCase world, int sshPort) {
        this.world = world;
        this.sshPort = sshPort;
    }

    void failOnce(Failing next) {
        failing = Optional.of(next);
    }

    boolean hasFailed() {
        return failing.isEmpty();
    }

    private interface Work<A> {
        A run();
    }

    private synchronized <A> void answer(String call, StreamObserver<A> out, Work<A> work) {
        boolean fails = failing.filter(it -> it.call().equals(call)).isPresent();
        if (!fails || failing.orElseThrow().done()) {
            var answer = work.run();
            if (!fails) {
                out.onNext(answer);
                out.onCompleted();
                return;
            }
        }
        failing = Optional.empty();
        out.onError(Status.UNAVAILABLE.withDescription("gone").asRuntimeException());
    }

    @Override
    public void submitManifest(
            SubmitManifestRequest request, StreamObserver<SubmitManifestResponse> out) {
        answer(
                "manifest",
                out,
                () -> {
                    var bytes = Bytes.of(request.getManifest().toByteArray());
                    var salt = Bytes32.of(request.getSalt().toByteArray());
                    if (!Manifest.hash(bytes, salt).equals(world.version)) {
                        throw new IllegalStateException("another manifest than the lease's");
                    }
                    manifest = Manifest.parse(bytes);
                    return SubmitManifestResponse.getDefaultInstance();
                });
    }

    @Override
    public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> out) {
        answer(
                "status",
                out,
                () ->
                        GetStatusResponse.newBuilder()
                                .setState(
                                        runs
                                                ? GetStatusResponse.State.STATE_RUNNING
                                                : GetStatusResponse.State.STATE_STOPPED)
                                .setBoot(world.boot)
                                .setSshHost("127.0.0.1")
                                .setSshPort(sshPort)
                                .build());
    }

    @Override
    public void awaitListening(
            AwaitListeningRequest request, StreamObserver<AwaitListeningResponse> out) {
        answer(
                "listening",
                out,
                () -> AwaitListeningResponse.newBuilder().setListening(true).build());
    }

    @Override
    public void stop(StopRequest request, StreamObserver<StopResponse> out) {
        answer(
                "stop",
                out,
                () -> {
                    runs = false;
                    return StopResponse.newBuilder().setGraceful(true).build();
                });
    }

    @Override
    public void discardDisk(DiscardDiskRequest request, StreamObserver<DiscardDiskResponse> out) {
        answer(
                "discard",
                out,
                () -> {
                    if (runs) {
                        throw new IllegalStateException("the machine runs");
                    }
                    disk = null;
                    discards++;
                    return DiscardDiskResponse.getDefaultInstance();
                });
    }

    /// Two blocks of 4 KiB, if the machine is off.
    @Override
    public void readDisk(ReadDiskRequest request, StreamObserver<ReadDiskResponse> out) {
        if (runs) {
            out.onError(
                    Status.FAILED_PRECONDITION.withDescription("It runs.").asRuntimeException());
            return;
        }
        for (long offset : new long[] {0, 8192}) {
            var part =
                    DiskPart.newBuilder()
                            .setOffset(offset)
                            .setData(ByteString.copyFrom(new byte[4096]));
            out.onNext(ReadDiskResponse.newBuilder().setPart(part).build());
        }
        out.onNext(ReadDiskResponse.newBuilder().setSize(diskBytes).build());
        out.onCompleted();
    }

    @Override
    public StreamObserver<LaunchRequest> launch(StreamObserver<LaunchResponse> out) {
        return new Session(out);
    }

    private final class Session implements StreamObserver<LaunchRequest> {
        private final StreamObserver<LaunchResponse> out;
        private final SimulatedGuest guest = world.guest();
        private GuestLine.@Nullable Hello hello;
        private GuestLine.@Nullable Evidence evidence;

        Session(StreamObserver<LaunchResponse> out) {
            this.out = out;
        }

        @Override
        public void onNext(LaunchRequest request) {
            synchronized (StandardHost.this) {
                try {
                    if (request.hasHello()) {
                        greet(request.getHello());
                    } else {
                        take(request.getRelease());
                    }
                } catch (GeneralSecurityException | RuntimeException e) {
                    out.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
                }
            }
        }

        private boolean fails(String call, boolean done) {
            var now = new Failing(call, done);
            if (!failing.filter(now::equals).isPresent()) {
                return false;
            }
            failing = Optional.empty();
            runs = false;
            out.onError(Status.UNAVAILABLE.withDescription("gone").asRuntimeException());
            return true;
        }

        private void greet(Hello message) {
            if (fails("launch", false)) {
                return;
            }
            hellos.add(message);
            hello =
                    new GuestLine.Hello(
                            new LeaseBoot(
                                    StandardCase.MARKET.chain().value(),
                                    StandardCase.MARKET.market(),
                                    Bytes32.of(message.getLeaseId().toByteArray()),
                                    message.getBoot()),
                            world.version,
                            Bytes32.of(message.getNonce().toByteArray()),
                            new Secp256k1Key(Bytes.of(message.getLaunchPublicKey().toByteArray())));
            evidence = new GuestLine.Evidence(guest.recipient(), guest.guestKey(), Bytes.EMPTY);
            out.onNext(
                    LaunchResponse.newBuilder()
                            .setEvidence(
                                    Evidence.newBuilder()
                                            .setAgeRecipient(guest.recipient().text())
                                            .setGuestPublicKey(bytes(guest.guestKey().value()))
                                            .setBundle(bytes(bundle)))
                            .build());
        }

        private void take(Release release) throws GeneralSecurityException {
            var line =
                    new GuestLine.Release(
                            EcdsaSignature.ofDer(
                                    Bytes.of(release.getTranscriptSignature().toByteArray())),
                            Bytes.of(release.getSealedPayload().toByteArray()));
            var session = Objects.requireNonNull(hello);
            var payload = guest.open(session, Objects.requireNonNull(evidence), line);
            var key = Objects.requireNonNull(payload.get("disk-key"), payload.toString());
            boolean formats = "1".equals(payload.get("format"));
            if (!formats && !key.equals(disk)) {
                throw new IllegalStateException("the disk does not open with this key");
            }
            payloads.add(payload);
            disk = key;
            world.boot = session.boot().boot();
            runs = true;
            if (fails("launch", true)) {
                return;
            }
            out.onNext(
                    LaunchResponse.newBuilder()
                            .setActivated(
                                    Activated.newBuilder()
                                            .setTransactionHash(bytes(Bytes32.ZERO.value())))
                            .build());
            out.onNext(
                    LaunchResponse.newBuilder()
                            .setBooted(
                                    Booted.newBuilder()
                                            .setFormatted(formats)
                                            .setGuestSignature(
                                                    bytes(guest.booted(session, payload)))
                                            .setSshHost("127.0.0.1")
                                            .setSshPort(sshPort))
                            .build());
        }

        @Override
        public void onError(Throwable cause) {
            // The tenant has what he wanted, or wants no more.
        }

        @Override
        public void onCompleted() {
            out.onCompleted();
        }
    }

    private static ByteString bytes(Bytes value) {
        return ByteString.copyFrom(value.toArray());
    }
}
