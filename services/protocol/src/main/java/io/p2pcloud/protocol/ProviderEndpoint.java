package io.p2pcloud.protocol;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.p2pcloud.common.Address;
import io.p2pcloud.protocol.NodeBinding.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The provider's gRPC server: TLS 1.3 only, every caller shows a certificate that his account
/// signed for. Who may do what with which lease is decided by the services behind it, which find
/// the caller in [Caller].
public final class ProviderEndpoint implements AutoCloseable {
    /// The largest message either side accepts: a sealed payload and its signatures fit well.
    static final int MAX_MESSAGE_BYTES = 256 << 10;

    private static final int MAX_METADATA_BYTES = 8 << 10;
    private static final int MAX_CALLS_PER_CONNECTION = 32;
    private static final int OPEN_EACH = 32;
    private static final int OPEN_ALL = 512;
    private static final CallLimits.Allowance EACH_ACCOUNT = new CallLimits.Allowance(40, 2);
    private static final CallLimits.Allowance ALL_ACCOUNTS = new CallLimits.Allowance(400, 50);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofMinutes(10);

    /// Tenants ping every half minute while a call waits.
    private static final Duration PINGS = Duration.ofSeconds(20);

    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final Server server;
    private final ScheduledExecutorService timer;

    private ProviderEndpoint(Server server, ScheduledExecutorService timer) {
        this.server = server;
        this.timer = timer;
    }

    /// Listens on `address`; port 0 takes a free one.
    ///
    /// @throws IOException with a sentence for the user when it cannot listen there
    public static ProviderEndpoint listen(
            InetSocketAddress address,
            TlsIdentity identity,
            long chainId,
            Address market,
            InstantSource clock,
            BindableService... services)
            throws IOException {
        // The JDK's TLS, since the native one reports a refused client as an internal error.
        var tls =
                GrpcSslContexts.configure(
                                SslContextBuilder.forServer(identity.key(), identity.certificate()),
                                SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .clientAuth(ClientAuth.REQUIRE)
                        .trustManager(
                                new PeerTrust(chainId, market, Role.TENANT, peer -> true, clock))
                        .build();
        var builder =
                NettyServerBuilder.forAddress(address)
                        .sslContext(tls)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .maxInboundMetadataSize(MAX_METADATA_BYTES)
                        .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
                        .handshakeTimeout(HANDSHAKE.toSeconds(), TimeUnit.SECONDS)
                        .permitKeepAliveTime(PINGS.toSeconds(), TimeUnit.SECONDS)
                        .maxConnectionIdle(IDLE.toSeconds(), TimeUnit.SECONDS);
        var caller = new Caller.FromCertificate(chainId, market, clock);
        var timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("late requests").factory());
        var limits = new CallLimits(EACH_ACCOUNT, ALL_ACCOUNTS, REQUEST, System::nanoTime, timer);
        var open = new OpenCalls(OPEN_EACH, OPEN_ALL);
        for (var service : services) {
            builder.addService(ServerInterceptors.interceptForward(service, caller, limits, open));
        }
        try {
            return new ProviderEndpoint(builder.build().start(), timer);
        } catch (IOException e) {
            timer.shutdownNow();
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "Port "
                            + address.getPort()
                            + " on "
                            + address.getHostString()
                            + " cannot be used ("
                            + cause.getMessage()
                            + "); end the program that holds it or choose another port for the"
                            + " provider.",
                    e);
        }
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            timer.shutdownNow();
        }
    }
}
