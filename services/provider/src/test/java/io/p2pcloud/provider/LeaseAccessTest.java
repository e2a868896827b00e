package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.chain.Chain;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.HttpJsonRpc;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.CloseReason;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.protocol.v1.RefusalReason;
import io.p2pcloud.provider.LeaseAccess.Act;
import io.p2pcloud.store.Database;
import io.p2pcloud.store.Journal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeaseAccessTest {
    private static final Address SELF = Address.ofHex("0x00000000000000000000000000000000000000aa");
    private static final Address TENANT =
            Address.ofHex("0x00000000000000000000000000000000000000bb");
    private static final Address OTHER =
            Address.ofHex("0x00000000000000000000000000000000000000cc");
    private static final LeaseId ID = new LeaseId(Bytes32.ofNumber(7));

    @TempDir Path temp;
    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private Supplier<Optional<Lease>> chain = () -> Optional.of(lease(TENANT, SELF, true));
    private Supplier<Optional<Lease>> proven = () -> chain.get();
    private Database database;
    private HostedCases cases;
    private LeaseAccess access;

    @BeforeEach
    void open() {
        database = Database.open(temp.resolve("ledger"), List.of(Journal.SCHEMA), () -> now);
        cases = new HostedCases(new Journal(database, () -> now), () -> now);
        access = new LeaseAccess(id -> chain.get(), id -> proven.get(), SELF, cases, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void opensAnOpenLeaseToItsTenantOnly(Act act) throws Refusal {
        assertThat(access.open(act, TENANT, ID).lease().tenant()).isEqualTo(TENANT);
        assertRefused(act, OTHER, RefusalReason.REFUSAL_REASON_NOT_YOUR_LEASE);
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void refusesALeaseOfAnotherProviderAndNoneAlike(Act act) {
        chain = () -> Optional.of(lease(TENANT, OTHER, true));
        assertRefused(act, TENANT, RefusalReason.REFUSAL_REASON_NOT_YOUR_LEASE);
        chain = Optional::empty;
        assertRefused(act, TENANT, RefusalReason.REFUSAL_REASON_NOT_YOUR_LEASE);
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void refusesALeaseThatIsOver(Act act) {
        chain = () -> Optional.of(lease(TENANT, SELF, false));
        assertRefused(act, TENANT, RefusalReason.REFUSAL_REASON_LEASE_CLOSED);
    }

    @Test
    void goesByWhatTheChainSaidLastForAWhile() throws Refusal {
        var _ = access.open(Act.STATUS, TENANT, ID);
        chain = LeaseAccessTest::unreachable;
        now = now.plus(Duration.ofMinutes(14));
        for (var act : List.of(Act.STATUS, Act.STOP, Act.CONSOLE, Act.READ_DISK)) {
            assertThat(access.open(act, TENANT, ID)).isNotNull();
            assertRefused(act, OTHER, RefusalReason.REFUSAL_REASON_NOT_YOUR_LEASE);
        }
        now = now.plus(Duration.ofMinutes(1));
        assertThatThrownBy(() -> access.open(Act.STATUS, TENANT, ID))
                .isInstanceOf(ChainException.class);
    }

    @Test
    void aNodesMereWordIsWorthNoGrace() throws Refusal {
        var _ = access.open(Act.STATUS, TENANT, ID);
        chain = () -> Optional.of(lease(OTHER, SELF, true));
        var _ = access.open(Act.MANIFEST, OTHER, ID);
        chain = LeaseAccessTest::unreachable;
        for (var act : List.of(Act.STATUS, Act.STOP, Act.CONSOLE, Act.READ_DISK)) {
            assertRefused(act, OTHER, RefusalReason.REFUSAL_REASON_NOT_YOUR_LEASE);
            assertThat(access.open(act, TENANT, ID)).isNotNull();
        }
    }

    @Test
    void startsNothingWhileTheChainCannotBeReached() throws Refusal {
        var _ = access.open(Act.LAUNCH, TENANT, ID);
        chain = LeaseAccessTest::unreachable;
        for (var act :
                List.of(Act.LAUNCH, Act.MANIFEST, Act.RELEASE, Act.WRITE_DISK, Act.DISCARD_DISK)) {
            assertThatThrownBy(() -> access.open(act, TENANT, ID))
                    .isInstanceOf(ChainException.class);
        }
    }

    @Test
    void startsAMachineOnTheChainsWordAndGivesItAKeyOnProofOnly() throws Refusal {
        proven = Optional::empty;
        for (var act : List.of(Act.MANIFEST, Act.LAUNCH)) {
            assertThat(access.open(act, TENANT, ID)).isNotNull();
        }
        for (var act : List.of(Act.RELEASE, Act.STATUS, Act.STOP, Act.CONSOLE)) {
            assertRefused(act, TENANT, RefusalReason.REFUSAL_REASON_NOT_YOUR_LEASE);
        }
    }

    @Test
    void whatWasOverBeforeTheChainWentAwayStaysOver() throws Refusal {
        var _ = access.open(Act.STATUS, TENANT, ID);
        var _ = cases.of(lease(TENANT, SELF, false));
        chain = LeaseAccessTest::unreachable;
        assertRefused(Act.STOP, TENANT, RefusalReason.REFUSAL_REASON_LEASE_CLOSED);
    }

    @Test
    void aLeaseThatTheChainNeverNamedHasNoGrace() {
        chain = LeaseAccessTest::unreachable;
        for (var act : Act.values()) {
            assertThatThrownBy(() -> access.open(act, TENANT, ID))
                    .isInstanceOf(ChainException.class);
        }
    }

    @Test
    void givesALyingNodeNoGrace() throws Refusal {
        var _ = access.open(Act.STATUS, TENANT, ID);
        chain =
                () -> {
                    throw ChainException.unexpected("nonsense", null);
                };
        assertThatThrownBy(() -> access.open(Act.STATUS, TENANT, ID))
                .isInstanceOf(ChainException.class);
    }

    private void assertRefused(Act act, Address caller, RefusalReason reason) {
        assertThatThrownBy(() -> access.open(act, caller, ID))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    /// Nothing listens on port 1 of the loopback.
    private static Optional<Lease> unreachable() {
        var _ =
                Chain.connect(
                        new HttpJsonRpc(URI.create("http://127.0.0.1:1"), Duration.ofSeconds(2)),
                        new ChainId(1));
        return Optional.empty();
    }

    private Lease lease(Address tenant, Address provider, boolean open) {
        return new Lease(
                ID,
                tenant,
                provider,
                OTHER,
                new Lease.Origin.FromOffer(new OfferId(1)),
                Tier.STANDARD,
                Rate.perMonth(TokenAmount.ofDecimal("5", 6)),
                50,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                now.plus(Duration.ofDays(30)),
                Bytes32.ZERO,
                false,
                open ? new LeaseState.Active() : new LeaseState.Closing(CloseReason.TENANT, now),
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
