package io.p2pcloud.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.CloseReason;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseEvent;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseState;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.OfferId;
import io.p2pcloud.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A ledger beside a chain that changes its mind.
class LedgerFollowerTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Address TENANT = account(1);
    private static final Address PROVIDER = account(2);
    private static final LeaseId LEASE = Rows.lease(1);

    @TempDir Path temp;
    private final Forks chain = new Forks();
    private Database database;
    private Ledger ledger;
    private LedgerFollower follower;

    @BeforeEach
    void open() {
        database =
                Database.open(
                        temp.resolve("ledger"), List.of(Ledger.SCHEMA), InstantSource.fixed(NOW));
        ledger = Ledger.open(database, temp.resolve("notes.jsonl"), InstantSource.fixed(NOW));
        follower =
                new LedgerFollower(
                        ledger, chain, Map.of(Role.TENANT, TENANT), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        follower.close();
        database.close();
    }

    private void restart() {
        close();
        open();
    }

    private void opens() {
        chain.add(
                new LeaseEvent.Opened(
                        chain.block(),
                        LEASE,
                        TENANT,
                        PROVIDER,
                        1,
                        new Lease.Origin.FromOffer(new OfferId(1)),
                        new ComputeUnit(2, 2048, 20, 100, Tier.STANDARD),
                        Rate.perMonth(units(5_000_000)),
                        units(50),
                        units(1000),
                        LeaseTerms.usual(LeaseTerms.NO_END),
                        Rows.START,
                        TENANT,
                        Bytes32.ZERO,
                        false));
        chain.states.put(LEASE, new LeaseState.Pending(Rows.START));
    }

    private void pays(long amount) {
        chain.add(
                new LeaseEvent.Confirmed(
                        chain.block(),
                        LEASE,
                        1,
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        units(amount),
                        units(0),
                        Bytes32.ZERO));
        chain.states.put(LEASE, new LeaseState.Active());
    }

    private void closes() {
        var place = chain.block();
        chain.add(
                new LeaseEvent.Closing(
                        place,
                        LEASE,
                        CloseReason.TENANT,
                        TENANT,
                        units(10),
                        units(0),
                        units(0),
                        Rows.START));
        chain.states.put(LEASE, new LeaseState.Closing(CloseReason.TENANT, place.block().time()));
    }

    private TokenAmount spent() {
        return ledger.totals(EntryFilter.ALL).spent();
    }

    private LeaseRow row() {
        return ledger.lease(LEASE, Role.TENANT).orElseThrow().lease();
    }

    @Test
    void readsOnFromWhereItStoppedAcrossARestart() {
        chain.block();
        opens();
        follower.round();
        pays(300);
        restart();
        follower.round();
        assertThat(spent()).isEqualTo(units(300));
        assertThat(row().phase()).isEqualTo(LeasePhase.ACTIVE);
        long entries = ledger.count(EntryFilter.ALL);
        follower.round();
        assertThat(ledger.count(EntryFilter.ALL)).isEqualTo(entries);
        assertThat(ledger.summary().get().asOf()).isNotNull();
    }

    @Test
    void takesBackAPaymentThatAnotherForkDoesNotHave() {
        chain.block();
        opens();
        pays(300);
        follower.round();
        chain.forkFrom(2);
        pays(170);
        chain.block();
        follower.round();
        assertThat(spent()).isEqualTo(units(170));
        assertThat(ledger.lease(LEASE, Role.TENANT).orElseThrow().spent()).isEqualTo(units(170));
    }

    @Test
    void takesBackALeaseThatNoForkHasAnyMore() {
        chain.block();
        chain.block();
        opens();
        pays(300);
        follower.round();
        assertThat(ledger.lease(LEASE, Role.TENANT)).isPresent();
        // The program and the chain died together; the chain lost its last blocks.
        chain.forkFrom(2);
        chain.states.clear();
        chain.block();
        restart();
        follower.round();
        assertThat(ledger.lease(LEASE, Role.TENANT)).isEmpty();
        assertThat(ledger.count(EntryFilter.ALL)).isZero();
        assertThat(spent()).isEqualTo(units(0));
    }

    @Test
    void takesBackOnAShorterForkToo() {
        chain.block();
        opens();
        pays(1);
        pays(2);
        pays(4);
        follower.round();
        chain.forkFrom(3);
        follower.round();
        assertThat(spent()).isEqualTo(units(1));
        assertThat(ledger.summary().get().asOf())
                .extracting(asOf -> asOf.block().number())
                .isEqualTo(2L);
    }

    @Test
    void reopensALeaseWhoseEndWasUndone() {
        chain.block();
        opens();
        pays(1);
        closes();
        follower.round();
        assertThat(row().phase()).isEqualTo(LeasePhase.CLOSING);
        assertThat(row().endedAt()).isNotNull();
        chain.forkFrom(3);
        chain.states.put(LEASE, new LeaseState.Active());
        chain.block();
        follower.round();
        assertThat(row().phase()).isEqualTo(LeasePhase.ACTIVE);
        assertThat(row().endedAt()).isNull();
        assertThat(row().reason()).isEmpty();
    }

    @Test
    void beginsAnewWhenNothingOfTheChainStands() {
        chain.block();
        opens();
        pays(300);
        follower.round();
        chain.forkFrom(0);
        chain.states.clear();
        chain.block();
        follower.round();
        assertThat(ledger.count(EntryFilter.ALL)).isZero();
        opens();
        follower.round();
        assertThat(row().phase()).isEqualTo(LeasePhase.PENDING);
    }

    @Test
    void readsAgainWhatARoundThatDiedHadHalfWritten() {
        chain.block();
        follower.round();
        opens();
        chain.breaksOnState = true;
        assertThatThrownBy(() -> follower.round()).hasMessageContaining("dies");
        // What was written is above what counts as read; another fork wins meanwhile.
        chain.breaksOnState = false;
        chain.forkFrom(1);
        chain.states.clear();
        chain.block();
        restart();
        follower.round();
        assertThat(ledger.lease(LEASE, Role.TENANT)).isEmpty();
        assertThat(ledger.count(EntryFilter.ALL)).isZero();
        assertThat(chain.asked).isEqualTo(3);
    }

    private static TokenAmount units(long amount) {
        return TokenAmount.ofUnits(amount);
    }

    private static Address account(int number) {
        return Address.of(Bytes32.ofNumber(number).value().slice(12, 32).toArray());
    }
}
