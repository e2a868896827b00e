package io.p2pcloud.tenant;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.protocol.v1.Activated;
import io.p2pcloud.protocol.v1.Booted;
import io.p2pcloud.protocol.v1.Evidence;
import io.p2pcloud.protocol.v1.GetStatusRequest;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.Goodbye;
import io.p2pcloud.protocol.v1.Hello;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import io.p2pcloud.protocol.v1.LeaseServiceGrpc;
import io.p2pcloud.protocol.v1.Phase;
import io.p2pcloud.protocol.v1.Release;
import io.p2pcloud.release.EcdsaSignature;
import io.p2pcloud.release.GuestLine;
import io.p2pcloud.release.LeaseBoot;
import io.p2pcloud.release.Secp256k1Key;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A provider's service that relays what its machine says, or what a dishonest host puts in its
/// place, and writes down what it was given.
final class SimulatedHost extends LeaseServiceGrpc.LeaseServiceImplBase {
    final List<GuestLine.Hello> greetings = new CopyOnWriteArrayList<>();
    final List<Map<String, String>> opened = new CopyOnWriteArrayList<>();
    final List<Release> released = new CopyOnWriteArrayList<>();

    volatile SimulatedGuest guest;
    volatile Function<GuestLine.Hello, GuestLine.Evidence> answer;
    volatile Bytes certificates = Bytes.EMPTY;

    /// What it makes of a report on the way.
    volatile UnaryOperator<Bytes> report = UnaryOperator.identity();

    /// Bytes of words that it sends in place of evidence, without end.
    volatile int garbage;

    /// What it hands over as its machine's last word.
    volatile Goodbye goodbye = Goodbye.getDefaultInstance();

    private final LeaseBoot where;
    private final Bytes32 manifest;

    /// @param where chain, market and lease; its boot is not looked at
    SimulatedHost(LeaseBoot where, Bytes32 manifest, SimulatedGuest guest) {
        this.where = where;
        this.manifest = manifest;
        this.guest = guest;
        this.answer = guest::answer;
    }

    /// Starts another machine.
    void start(SimulatedGuest next) {
        guest = next;
        answer = next::answer;
    }

    void says(int boot, Bytes signature) {
        goodbye = Goodbye.newBuilder().setBoot(boot).setGuestSignature(bytes(signature)).build();
    }

    @Override
    public void getStatus(GetStatusRequest request, StreamObserver<GetStatusResponse> out) {
        out.onNext(GetStatusResponse.newBuilder().setGoodbye(goodbye).build());
        out.onCompleted();
    }

    @Override
    public StreamObserver<LaunchRequest> launch(StreamObserver<LaunchResponse> out) {
        return new Session((ServerCallStreamObserver<LaunchResponse>) out);
    }

    private final class Session implements StreamObserver<LaunchRequest> {
        private final ServerCallStreamObserver<LaunchResponse> out;
        private GuestLine.@Nullable Hello hello;
        private GuestLine.@Nullable Evidence evidence;

        Session(ServerCallStreamObserver<LaunchResponse> out) {
            this.out = out;
            out.setOnCancelHandler(() -> {});
            out.setOnReadyHandler(this::babble);
        }

        private void babble() {
            var words = Phase.newBuilder().setWords("x".repeat(garbage));
            while (garbage > 0 && hello != null && out.isReady() && !out.isCancelled()) {
                out.onNext(LaunchResponse.newBuilder().setPhase(words).build());
            }
        }

        @Override
        public void onNext(LaunchRequest request) {
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

        private void greet(Hello message) {
            var session =
                    new GuestLine.Hello(
                            new LeaseBoot(
                                    where.chainId(),
                                    where.market(),
                                    Bytes32.of(message.getLeaseId().toByteArray()),
                                    message.getBoot()),
                            manifest,
                            Bytes32.of(message.getNonce().toByteArray()),
                            new Secp256k1Key(Bytes.of(message.getLaunchPublicKey().toByteArray())));
            hello = session;
            greetings.add(session);
            if (garbage > 0) {
                babble();
                return;
            }
            var said = answer.apply(session);
            evidence = said;
            out.onNext(
                    LaunchResponse.newBuilder()
                            .setEvidence(
                                    Evidence.newBuilder()
                                            .setAgeRecipient(said.recipient().text())
                                            .setGuestPublicKey(bytes(said.guestKey().value()))
                                            .setReport(bytes(report.apply(said.report())))
                                            .setCertificates(bytes(certificates)))
                            .build());
        }

        private void take(Release release) throws GeneralSecurityException {
            released.add(release);
            var session = Objects.requireNonNull(hello);
            var line =
                    new GuestLine.Release(
                            EcdsaSignature.ofDer(
                                    Bytes.of(release.getTranscriptSignature().toByteArray())),
                            Bytes.of(release.getSealedPayload().toByteArray()));
            var payload = guest.open(session, Objects.requireNonNull(evidence), line);
            opened.add(payload);
            out.onNext(
                    LaunchResponse.newBuilder()
                            .setActivated(
                                    Activated.newBuilder()
                                            .setTransactionHash(bytes(manifest.value())))
                            .build());
            out.onNext(
                    LaunchResponse.newBuilder()
                            .setBooted(
                                    Booted.newBuilder()
                                            .setFormatted("1".equals(payload.get("format")))
                                            .setGuestSignature(
                                                    bytes(guest.booted(session, payload)))
                                            .setSshHost("127.0.0.1")
                                            .setSshPort(22))
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
