package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.launcher.hypervisor.Guest;
import io.p2pcloud.launcher.hypervisor.Hypervisor;
import io.p2pcloud.launcher.storage.SystemDisk;
import io.p2pcloud.launcher.storage.Volumes;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.Marketplace;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.store.Database;
import io.p2pcloud.store.Journal;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskDeskTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Address SELF = Address.ofHex("0x00000000000000000000000000000000000000aa");
    private static final Address TENANT =
            Address.ofHex("0x00000000000000000000000000000000000000bb");
    private static final LeaseId ID = new LeaseId(Bytes32.ofNumber(7));

    @TempDir Path temp;
    private Database database;
    private Volumes volumes;
    private HostedCase hosted;
    private DiskDesk desk;

    @BeforeEach
    void open() throws IOException {
        database = Database.open(temp.resolve("ledger"), List.of(Journal.SCHEMA), () -> NOW);
        var cases = new HostedCases(new Journal(database, () -> NOW), () -> NOW);
        hosted = cases.of(lease());
        volumes = new Volumes(temp.resolve("volumes"), new SystemDisk(), 0);
        var starter =
                new GuestStarter(
                        unasked(Hypervisor.class),
                        volumes,
                        unasked(GuestSupply.class),
                        new Units(unasked(Marketplace.class)));
        var access =
                new LeaseAccess(
                        _ -> Optional.of(lease()),
                        _ -> Optional.of(lease()),
                        SELF,
                        cases,
                        () -> NOW);
        desk = new DiskDesk(access, starter);
        var _ = volumes.create(hosted.guestName, 1);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void destroysTheDiskOfAMachineThatIsOffHoweverOftenItIsAsked() throws Exception {
        desk.discard(TENANT, ID);
        assertThat(volumes.list()).isEmpty();
        desk.discard(TENANT, ID);
        assertThat(volumes.list()).isEmpty();
    }

    @Test
    void keepsTheDiskOfAMachineThatRuns() {
        hosted.starting(unasked(Guest.class));
        assertRefused();
    }

    @Test
    void keepsTheDiskOfAMachineThatIsBeingStarted() throws Exception {
        var launch = Thread.ofVirtual().unstarted(hosted.lock::lock);
        launch.start();
        launch.join();
        assertRefused();
    }

    @Test
    void keepsTheDiskOfSomebodyElse() {
        assertThatThrownBy(() -> desk.discard(SELF, ID)).isInstanceOf(Refusal.class);
        assertThat(volumes.list()).hasSize(1);
    }

    private void assertRefused() {
        assertThatThrownBy(() -> desk.discard(TENANT, ID))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "The machine runs or is being started: stop it before its disk is"
                                + " destroyed.");
        assertThat(volumes.list()).hasSize(1);
    }

    /// Nothing of it is called.
    private static <T> T unasked(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(method.getName());
                        }));
    }

    private static Lease lease() {
        return new Lease(
                ID,
                TENANT,
                SELF,
                TENANT,
                new Lease.Origin.FromOffer(new OfferId(1)),
                Tier.STANDARD,
                Rate.perMonth(TokenAmount.ofDecimal("5", 6)),
                50,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                NOW.plus(Duration.ofDays(30)),
                Bytes32.ZERO,
                false,
                new LeaseState.Active(),
                TokenAmount.ZERO,
                TokenAmount.ZERO,
                1,
                Optional.empty(),
                Bytes32.ZERO,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                TokenAmount.ZERO,
                Optional.empty(),
                0,
                0,
                Bytes32.ZERO);
    }
}
