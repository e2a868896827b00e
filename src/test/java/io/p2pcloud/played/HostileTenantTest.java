package io.p2pcloud.played;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusException;
import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.hypervisor.GuestState;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.NodeBinding.Role;
import io.p2pcloud.protocol.ProviderConnection;
import io.p2pcloud.protocol.TlsIdentity;
import io.p2pcloud.protocol.v1.DiskPart;
import io.p2pcloud.protocol.v1.GetStatusRequest;
import io.p2pcloud.protocol.v1.Hello;
import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LeaseServiceGrpc.LeaseServiceBlockingV2Stub;
import io.p2pcloud.protocol.v1.ReadConsoleRequest;
import io.p2pcloud.protocol.v1.RefusalReason;
import io.p2pcloud.protocol.v1.Release;
import io.p2pcloud.protocol.v1.StopRequest;
import io.p2pcloud.protocol.v1.WriteDiskRequest;
import io.p2pcloud.tenant.ServerId;
import io.p2pcloud.wallet.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tenants who want what is not theirs, or more than their share, of a provider's whole service;
/// after each, the service answers an honest one.
class HostileTenantTest {
    private static final int PART = 128 << 10;

    @TempDir private static Path folder;

    private static PlayedCloud cloud;
    private static PlayedProvider provider;
    private static PlayedServers servers;
    private static ServerId honest;
    private static LeaseId lease;

    @BeforeAll
    static void open() throws Exception {
        var chip = SimulatedChip.genoa(7);
        cloud = new PlayedCloud(folder, chip);
        provider = cloud.provider(chip);
        servers = new PlayedServers(cloud);
        var _ = provider.list(PlayedServers.unit(Tier.STANDARD), PlayedServers.PRICE);
        honest = servers.create("honest", Tier.STANDARD);
        lease = servers.running(honest).lease().orElseThrow();
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    /// The machine runs on, and its tenant is served.
    @AfterEach
    void theHonestTenantIsServed() throws Exception {
        assertThat(servers.run(honest, "write still here")).isEqualTo("still here");
        assertThat(provider.machines())
                .singleElement()
                .satisfies(
                        it -> assertThat(it.state().get()).isInstanceOf(GuestState.Running.class));
        try (var mine = connect(cloud.tenantKey)) {
            assertThat(stub(mine).getStatus(status(lease)).getBoot()).isEqualTo(1);
        }
    }

    @Test
    void anothersLeaseIsNobodysWhateverIsAskedOfIt() throws Exception {
        try (var stranger = connect(cloud.person())) {
            assertNotHis(() -> stub(stranger).getStatus(status(lease)));
            assertNotHis(() ->
                    stub(stranger).stop(StopRequest.newBuilder().setLeaseId(id(lease)).build()));
            assertNotHis(() ->
                    stub(stranger)
                            .readConsole(
                                    ReadConsoleRequest.newBuilder().setLeaseId(id(lease)).build())
                            .read());
            try (var launch = new RawLaunch(stranger)) {
                var _ = launch.say(hello(lease, 2));
                assertThat(launch.refused().getReason())
                        .isEqualTo(RefusalReason.REFUSAL_REASON_NOT_YOUR_LEASE);
            }
        }
    }

    @Test
    void wordsInTheWrongOrderAreRefused() throws Exception {
        try (var mine = connect(cloud.tenantKey);
                var launch = new RawLaunch(mine)) {
            var _ = launch.say(LaunchRequest.newBuilder().setRelease(Release.getDefaultInstance()));
            assertThat(launch.refused().getWords()).isEqualTo("A launch begins with a hello.");
        }
        try (var mine = connect(cloud.tenantKey);
                var launch = new RawLaunch(mine)) {
            var _ = launch.say(hello(lease, 2));
            assertThat(launch.refused().getReason())
                    .isEqualTo(RefusalReason.REFUSAL_REASON_ALREADY_RUNNING);
        }
        try (var mine = connect(cloud.tenantKey)) {
            var call = stub(mine).writeDisk();
            var _ = call.write(part(0));
            assertThatThrownBy(call::read)
                    .hasMessageContaining("A disk begins with the lease that it is for.");
        }
    }

    @Test
    void aLeaseThatIsNoLeaseIsMalformed() throws Exception {
        try (var mine = connect(cloud.tenantKey);
                var launch = new RawLaunch(mine)) {
            var _ =
                    launch.say(
                            LaunchRequest.newBuilder()
                                    .setHello(
                                            Hello.newBuilder()
                                                    .setLeaseId(ByteString.copyFromUtf8("mine"))));
            assertCode(launch::next, Status.Code.INVALID_ARGUMENT);
            assertCode(
                    () ->
                            stub(mine)
                                    .getStatus(
                                            GetStatusRequest.newBuilder()
                                                    .setLeaseId(ByteString.EMPTY)
                                                    .build()),
                    Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void wordsWithoutEndAreCutOff() throws Exception {
        int said = 0;
        try (var stranger = connect(cloud.person());
                var launch = new RawLaunch(stranger)) {
            while (said < 1_000_000 && took(launch, hello(lease, said))) {
                said++;
            }
        }
        assertThat(said).isLessThan(1_000_000);
    }

    /// In parts that are as large as a message may be.
    @Test
    void aGigabyteOfGarbageIsNotTaken() throws Exception {
        var garbage = ByteString.copyFrom(new byte[200 << 10]);
        long sent = 0;
        try (var stranger = connect(cloud.person());
                var launch = new RawLaunch(stranger)) {
            var request =
                    LaunchRequest.newBuilder()
                            .setRelease(Release.newBuilder().setSealedPayload(garbage));
            while (sent < 1L << 30 && took(launch, request)) {
                sent += garbage.size();
            }
        }
        assertThat(sent).as("bytes that the provider took").isLessThan(64 << 20);
    }

    @Test
    void aDiskOfGarbageIsRefusedForARunningMachine() throws Exception {
        try (var mine = connect(cloud.tenantKey)) {
            var call = stub(mine).writeDisk();
            var _ = call.write(WriteDiskRequest.newBuilder().setLeaseId(id(lease)).build());
            assertThatThrownBy(
                            () -> {
                                long at = 0;
                                while (call.write(part(at))) {
                                    at += PART;
                                }
                                var _ = call.read();
                            })
                    .isInstanceOf(StatusException.class)
                    .hasMessageContaining("This machine was started before");
        }
    }

    @Test
    void nobodyIsServedWithoutACertificateOfHisOwnThatIsValidNow() throws Exception {
        var past = InstantSource.fixed(Instant.now().minus(Duration.ofDays(500)));
        for (var identity :
                new TlsIdentity[] {
                    cloud.identity(cloud.tenantKey, Role.TENANT, past.instant()),
                    cloud.identity(cloud.tenantKey, Role.PROVIDER, Instant.now())
                }) {
            try (var connection = cloud.connect(provider, identity)) {
                assertCode(
                        () -> stub(connection).getStatus(status(lease)), Status.Code.UNAVAILABLE);
            }
        }
    }

    private static boolean took(RawLaunch launch, LaunchRequest.Builder request)
            throws InterruptedException {
        try {
            return launch.say(request);
        } catch (StatusException e) {
            return false;
        }
    }

    private interface Call {
        @Nullable Object run() throws Exception;
    }

    private static void assertNotHis(Call call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(StatusException.class)
                .hasMessageContaining("This provider holds no such lease of yours.");
    }

    private static void assertCode(Call call, Status.Code code) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StatusException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
    }

    private static LeaseServiceBlockingV2Stub stub(ProviderConnection connection) {
        return RawLaunch.stub(connection);
    }

    private static LaunchRequest.Builder hello(LeaseId lease, int boot) {
        return LaunchRequest.newBuilder()
                .setHello(Hello.newBuilder().setLeaseId(id(lease)).setBoot(boot));
    }

    private static WriteDiskRequest part(long offset) {
        return WriteDiskRequest.newBuilder()
                .setPart(
                        DiskPart.newBuilder()
                                .setOffset(offset)
                                .setData(ByteString.copyFrom(new byte[PART])))
                .build();
    }

    private static GetStatusRequest status(LeaseId lease) {
        return GetStatusRequest.newBuilder().setLeaseId(id(lease)).build();
    }

    private static ByteString id(LeaseId lease) {
        return ByteString.copyFrom(lease.value().toArray());
    }

    private static ProviderConnection connect(SigningKey account) {
        return cloud.connect(provider, account);
    }
}
