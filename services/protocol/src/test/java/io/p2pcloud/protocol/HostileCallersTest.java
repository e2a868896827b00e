package io.p2pcloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.netty.shaded.io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.p2pcloud.common.Address;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.v1.GetStatusRequest;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.LeaseServiceGrpc;
import io.p2pcloud.protocol.v1.ReadConsoleRequest;
import io.p2pcloud.protocol.v1.ReadConsoleResponse;
import io.p2pcloud.protocol.v1.SubmitManifestRequest;
import io.p2pcloud.wallet.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Callers who send too much, too often, too slowly or something else.
class HostileCallersTest {
    private static final long CHAIN = 7272727;
    private static final Address MARKET =
            Address.ofHex("0x00000000000000000000000000000000000000aa");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger served = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private ProviderEndpoint endpoint;

    @BeforeEach
    void listen() throws IOException {
        endpoint =
                ProviderEndpoint.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        identity(Role.PROVIDER),
                        CHAIN,
                        MARKET,
                        InstantSource.fixed(NOW),
                        new Counting());
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void refusesAMessageThatIsTooLongWithoutServingIt() throws Exception {
        var channel = channel(identity(Role.TENANT));
        try {
            var request =
                    SubmitManifestRequest.newBuilder()
                            .setManifest(ByteString.copyFrom(new byte[1 << 20]))
                            .build();
            assertThatThrownBy(() -> stub(channel).submitManifest(request))
                    .isInstanceOfSatisfying(
                            StatusException.class,
                            e ->
                                    assertThat(e.getStatus().getCode())
                                            .isIn(
                                                    Status.Code.RESOURCE_EXHAUSTED,
                                                    Status.Code.CANCELLED));
            assertThat(served).hasValue(0);
            assertThat(stub(channel).getStatus(GetStatusRequest.getDefaultInstance())).isNotNull();
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void servesNobodyWhoShowsNoCertificate() throws Exception {
        var tls =
                GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .build();
        var channel =
                NettyChannelBuilder.forAddress("127.0.0.1", endpoint.port())
                        .sslContext(tls)
                        .overrideAuthority("localhost")
                        .build();
        try {
            assertThat(answer(channel)).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(served).hasValue(0);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void cutsAFloodOffAndServesOthers() throws Exception {
        var flooding = channel(identity(Role.TENANT));
        var quiet = channel(identity(Role.TENANT));
        try {
            int refused = 0;
            for (int i = 0; i < 120; i++) {
                refused += answer(flooding) == Status.Code.RESOURCE_EXHAUSTED ? 1 : 0;
            }
            assertThat(refused).isGreaterThan(40);
            assertThat(answer(quiet)).isEqualTo(Status.Code.OK);
        } finally {
            flooding.shutdownNow();
            quiet.shutdownNow();
        }
    }

    @Test
    void letsNobodyHoldMoreCallsOpenThanHisShareHoweverManyConnectionsHeMakes() throws Exception {
        var identity = identity(Role.TENANT);
        var first = channel(identity);
        var second = channel(identity);
        var quiet = channel(identity(Role.TENANT));
        try {
            var held = new ArrayList<BlockingClientCall<?, ReadConsoleResponse>>();
            for (int i = 0; i < 16; i++) {
                held.add(openConsole(first));
                held.add(openConsole(second));
            }
            assertThatThrownBy(() -> openConsole(second))
                    .isInstanceOf(StatusException.class)
                    .hasMessageContaining("too many calls are open");
            assertThat(answer(quiet)).isEqualTo(Status.Code.OK);
            held.getFirst().cancel("enough", null);
            released.await();
            assertThat(openConsole(second)).isNotNull();
        } finally {
            first.shutdownNow();
            second.shutdownNow();
            quiet.shutdownNow();
        }
    }

    @Test
    void knowsNoOtherVersionOfTheProtocol() throws Exception {
        var channel = channel(identity(Role.TENANT));
        try {
            var known = LeaseServiceGrpc.getGetStatusMethod();
            var other =
                    known.toBuilder()
                            .setFullMethodName(
                                    MethodDescriptor.generateFullMethodName(
                                            "p2pcloud.v2.LeaseService", "GetStatus"))
                            .build();
            assertThat(status(channel, other)).isEqualTo(Status.Code.UNIMPLEMENTED);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void speaksNoTlsBefore13() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), random);
        try (var socket =
                (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", endpoint.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    /// The handshake's time is up before the test's.
    @Test
    void hangsUpOnWhoeverConnectsAndSaysNothing() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.setSoTimeout(60_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private BlockingClientCall<?, ReadConsoleResponse> openConsole(ManagedChannel channel)
            throws Exception {
        var call = stub(channel).readConsole(ReadConsoleRequest.getDefaultInstance());
        assertThat(call.read()).isNotNull();
        return call;
    }

    private Status.Code answer(ManagedChannel channel) {
        try {
            var _ = stub(channel).getStatus(GetStatusRequest.getDefaultInstance());
            return Status.Code.OK;
        } catch (StatusException e) {
            return e.getStatus().getCode();
        }
    }

    private static <Q, A> Status.Code status(ManagedChannel channel, MethodDescriptor<Q, A> method)
            throws Exception {
        var ended = new CompletableFuture<Status.Code>();
        var call = channel.newCall(method, CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        ended.complete(status.getCode());
                    }
                },
                new Metadata());
        call.halfClose();
        call.request(1);
        return ended.get(30, TimeUnit.SECONDS);
    }

    private static LeaseServiceGrpc.LeaseServiceBlockingV2Stub stub(ManagedChannel channel) {
        return LeaseServiceGrpc.newBlockingV2Stub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    /// A client without a limit of its own.
    private ManagedChannel channel(TlsIdentity identity) throws SSLException {
        var tls =
                GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                        .keyManager(identity.key(), identity.certificate())
                        .trustManager(
                                new PeerTrust(
                                        CHAIN,
                                        MARKET,
                                        Role.PROVIDER,
                                        peer -> true,
                                        InstantSource.fixed(NOW)))
                        .build();
        return NettyChannelBuilder.forAddress("127.0.0.1", endpoint.port()).sslContext(tls).build();
    }

    private TlsIdentity identity(Role role) {
        return TlsIdentity.create(CHAIN, MARKET, SigningKey.create(random), role, NOW, random);
    }

    private final class Counting extends LeaseServiceGrpc.LeaseServiceImplBase {
        @Override
        public void getStatus(
                GetStatusRequest request, StreamObserver<GetStatusResponse> responses) {
            served.incrementAndGet();
            responses.onNext(GetStatusResponse.getDefaultInstance());
            responses.onCompleted();
        }

        /// Never ends by itself.
        @Override
        public void readConsole(
                ReadConsoleRequest request, StreamObserver<ReadConsoleResponse> responses) {
            ((ServerCallStreamObserver<?>) responses).setOnCancelHandler(released::countDown);
            responses.onNext(ReadConsoleResponse.getDefaultInstance());
        }
    }
}
