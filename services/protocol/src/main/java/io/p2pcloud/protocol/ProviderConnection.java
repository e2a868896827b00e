package io.p2pcloud.protocol;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.v1.LeaseServiceGrpc;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// A tenant's connection to one provider, whose TLS key must be the one that stands on chain and be
/// bound to the provider's account.
public final class ProviderConnection implements AutoCloseable {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final ManagedChannel channel;

    private ProviderConnection(ManagedChannel channel) {
        this.channel = channel;
    }

    /// The other side of a connection, as the chain names it.
    ///
    /// @param tlsKeyHash SHA-256 of the provider's SubjectPublicKeyInfo
    public record Target(String host, int port, Address account, Bytes32 tlsKeyHash) {}

    /// Prepares a connection; it is made with the first call.
    public static ProviderConnection to(
            Target target,
            TlsIdentity identity,
            long chainId,
            Address market,
            InstantSource clock) {
        try {
            var tls =
                    GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
                            .protocols("TLSv1.3")
                            .keyManager(identity.key(), identity.certificate())
                            .trustManager(
                                    new PeerTrust(
                                            chainId,
                                            market,
                                            Role.PROVIDER,
                                            peer ->
                                                    peer.account().equals(target.account())
                                                            && peer.spkiSha256()
                                                                    .equals(target.tlsKeyHash()),
                                            clock))
                            .build();
            return new ProviderConnection(
                    NettyChannelBuilder.forAddress(target.host(), target.port())
                            .sslContext(tls)
                            .executor(Executors.newVirtualThreadPerTaskExecutor())
                            .maxInboundMessageSize(ProviderEndpoint.MAX_MESSAGE_BYTES)
                            .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                            .build());
        } catch (SSLException e) {
            throw new IllegalStateException("TLS could not be set up", e);
        }
    }

    /// Calls that answer once; each must be given a deadline.
    public LeaseServiceGrpc.LeaseServiceBlockingV2Stub blocking() {
        return LeaseServiceGrpc.newBlockingV2Stub(channel);
    }

    @Override
    public void close() {
        channel.shutdown();
        try {
            if (!channel.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
