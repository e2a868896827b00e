package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.p2pcloud.common.Address;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.ProviderConnection;
import io.p2pcloud.protocol.ProviderEndpoint;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.protocol.v1.GetStatusRequest;
import io.p2pcloud.protocol.v1.GetStatusResponse;
import io.p2pcloud.protocol.v1.LeaseServiceGrpc;
import io.p2pcloud.protocol.v1.ReadConsoleRequest;
import io.p2pcloud.protocol.v1.ReadConsoleResponse;
import io.p2pcloud.wallet.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A tenant who asks for a long stream and does not read it.
class TenantOutletTest {
    private static final long CHAIN = 7272727;
    private static final Address MARKET =
            Address.ofHex("0x00000000000000000000000000000000000000aa");
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-06-01T12:00:00Z"));
    private static final int MESSAGE = 32 << 10;
    private static final int GIGABYTE = (1 << 30) / MESSAGE;

    private final SecureRandom random = new SecureRandom();
    private final SigningKey provider = SigningKey.create(random);
    private final AtomicInteger sent = new AtomicInteger();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private ProviderEndpoint endpoint;
    private ProviderConnection connection;

    @BeforeEach
    void open() throws IOException {
        var identity = identity(provider, Role.PROVIDER);
        endpoint =
                ProviderEndpoint.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        identity,
                        CHAIN,
                        MARKET,
                        CLOCK,
                        new Sending());
        connection =
                ProviderConnection.to(
                        new ProviderConnection.Target(
                                "127.0.0.1",
                                endpoint.port(),
                                provider.address(),
                                identity.spkiSha256()),
                        identity(SigningKey.create(random), Role.TENANT),
                        CHAIN,
                        MARKET,
                        CLOCK);
    }

    @AfterEach
    void close() {
        connection.close();
        endpoint.close();
    }

    @Test
    void fillsNobodysMemoryAndHoldsNobodyUp() throws Exception {
        var call = stub().readConsole(ReadConsoleRequest.getDefaultInstance());
        assertThat(call.read()).isNotNull();
        for (int i = 0; i < 20; i++) {
            assertThat(stub().getStatus(GetStatusRequest.getDefaultInstance())).isNotNull();
        }
        call.cancel("enough", null);
        assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo("the tenant hung up");
        assertThat(sent.get()).as("messages of 32 KiB").isLessThan(GIGABYTE / 20);
    }

    private LeaseServiceGrpc.LeaseServiceBlockingV2Stub stub() {
        return connection.blocking().withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    private TlsIdentity identity(SigningKey account, Role role) {
        return TlsIdentity.create(CHAIN, MARKET, account, role, CLOCK.instant(), random);
    }

    private final class Sending extends LeaseServiceGrpc.LeaseServiceImplBase {
        @Override
        public void getStatus(
                GetStatusRequest request, StreamObserver<GetStatusResponse> responses) {
            responses.onNext(GetStatusResponse.getDefaultInstance());
            responses.onCompleted();
        }

        @Override
        public void readConsole(
                ReadConsoleRequest request, StreamObserver<ReadConsoleResponse> responses) {
            var outlet =
                    new TenantOutlet<>((ServerCallStreamObserver<ReadConsoleResponse>) responses);
            Thread.ofVirtual().start(() -> ended.complete(send(outlet)));
        }

        private String send(TenantOutlet<ReadConsoleResponse> outlet) {
            var message =
                    ReadConsoleResponse.newBuilder()
                            .setData(ByteString.copyFrom(new byte[MESSAGE]))
                            .build();
            try {
                while (sent.get() < GIGABYTE) {
                    outlet.send(message);
                    sent.incrementAndGet();
                }
                return "all was sent";
            } catch (IOException e) {
                return String.valueOf(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "interrupted";
            }
        }
    }
}
