package io.p2pcloud.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.CloseReason;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.EventPlace;
import io.p2pcloud.market.Lease;
import io.p2pcloud.market.LeaseEvent;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.market.LeaseTerms;
import io.p2pcloud.market.OfferId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final LeaseId LEASE = Rows.lease(1);
    private static final Address TENANT = account(1);
    private static final Address PROVIDER = account(2);
    private static final Address STRANGER = account(3);
    private static final Trust TRUST = new Trust.ProvenFinalized(Rows.block(1));

    private int block;

    @Test
    void accountsForEveryUnitOfALeaseThatEndsWell() {
        var events =
                List.of(
                        opened(1000, 50),
                        new LeaseEvent.Activated(place(), LEASE, 1, STRANGER, Bytes32.ZERO),
                        confirmed(300),
                        new LeaseEvent.ToppedUp(place(), LEASE, STRANGER, units(200), units(900)),
                        new LeaseEvent.Collected(
                                place(), LEASE, Duration.ofHours(1), units(10), units(890)),
                        new LeaseEvent.ExcessWithdrawn(place(), LEASE, units(50), units(840)),
                        new LeaseEvent.Closing(
                                place(),
                                LEASE,
                                CloseReason.TENANT,
                                TENANT,
                                units(800),
                                units(40),
                                units(0),
                                Rows.START),
                        confirmed(30),
                        new LeaseEvent.HoldReleased(place(), LEASE, units(10)),
                        closed(CloseReason.TENANT, 0, 50, 0));
        var totals = totals(events);
        assertThat(tenant(totals).spent()).isEqualTo(units(340));
        assertThat(provider(totals).earned()).isEqualTo(units(340));
        assertThat(tenant(totals).locked()).isEqualTo(units(0));
        assertThat(provider(totals).locked()).isEqualTo(units(0));
        assertThat(tenant(totals).of(EntryKind.REFUNDED)).isEqualTo(units(860));
    }

    @Test
    void countsWhatIsStillInKeeping() {
        var totals = totals(List.of(opened(1000, 50), confirmed(300)));
        assertThat(tenant(totals).locked()).isEqualTo(units(700));
        assertThat(provider(totals).locked()).isEqualTo(units(50));
        assertThat(provider(totals).credit()).isEqualTo(units(300));
    }

    @Test
    void givesTheCollateralOfASilentProviderAwayWhole() {
        var totals =
                totals(
                        List.of(
                                opened(1000, 50),
                                confirmed(100),
                                new LeaseEvent.MarkedStale(
                                        place(),
                                        LEASE,
                                        STRANGER,
                                        units(5),
                                        units(2),
                                        STRANGER,
                                        units(1),
                                        units(47),
                                        units(900))));
        assertThat(provider(totals).of(EntryKind.COLLATERAL_FORFEITED)).isEqualTo(units(50));
        assertThat(provider(totals).locked()).isEqualTo(units(0));
        assertThat(tenant(totals).locked()).isEqualTo(units(0));
        assertThat(tenant(totals).earned()).isEqualTo(units(47));
    }

    @Test
    void chargesTheBountyOfALeaseThatWasNeverActivated() {
        var totals =
                totals(List.of(opened(1000, 50), closed(CloseReason.NOT_ACTIVATED, 990, 50, 10)));
        assertThat(tenant(totals).spent()).isEqualTo(units(10));
        assertThat(tenant(totals).locked()).isEqualTo(units(0));
        assertThat(provider(totals).locked()).isEqualTo(units(0));
    }

    @Test
    void tellsBothSidesTheSameStory() {
        var events = List.of(opened(1000, 50), confirmed(1), closed(CloseReason.ENDED, 999, 50, 0));
        for (var role : Role.values()) {
            assertThat(entries(events, role))
                    .extracting(Entry::kind)
                    .contains(EntryKind.MATCHED, EntryKind.CONFIRMED, EntryKind.CLOSED);
        }
    }

    private LeaseEvent opened(long escrow, long collateral) {
        return new LeaseEvent.Opened(
                place(),
                LEASE,
                TENANT,
                PROVIDER,
                1,
                new Lease.Origin.FromOffer(new OfferId(1)),
                new ComputeUnit(2, 2048, 20, 100, Tier.STANDARD),
                Rate.perMonth(units(5_000_000)),
                units(collateral),
                units(escrow),
                LeaseTerms.usual(Instant.parse("2027-01-01T00:00:00Z")),
                Rows.START,
                STRANGER,
                Bytes32.ZERO,
                false);
    }

    private LeaseEvent confirmed(long amount) {
        return new LeaseEvent.Confirmed(
                place(),
                LEASE,
                1,
                Duration.ofHours(2),
                Duration.ofHours(1),
                units(amount),
                units(0),
                Bytes32.ZERO);
    }

    private LeaseEvent closed(CloseReason reason, long refund, long collateral, long bounty) {
        return new LeaseEvent.Closed(
                place(), LEASE, reason, units(refund), units(collateral), units(bounty), STRANGER);
    }

    private EventPlace place() {
        block++;
        return new EventPlace(Rows.block(block), Rows.tx(block), 0);
    }

    private static Map<Role, Totals> totals(List<LeaseEvent> events) {
        var totals = new EnumMap<Role, Totals>(Role.class);
        for (var role : Role.values()) {
            var sum = Totals.NONE;
            for (var entry : entries(events, role)) {
                sum = sum.plus(new Totals(Map.of(entry.kind(), entry.amount()), 1));
            }
            totals.put(role, sum);
        }
        return totals;
    }

    private static List<Entry> entries(List<LeaseEvent> events, Role role) {
        var projection = new Projection(TRUST);
        return events.stream().flatMap(event -> projection.entries(event, role).stream()).toList();
    }

    private static Totals tenant(Map<Role, Totals> totals) {
        return totals.getOrDefault(Role.TENANT, Totals.NONE);
    }

    private static Totals provider(Map<Role, Totals> totals) {
        return totals.getOrDefault(Role.PROVIDER, Totals.NONE);
    }

    private static TokenAmount units(long units) {
        return TokenAmount.ofUnits(units);
    }

    private static Address account(int number) {
        return Address.of(Bytes32.ofNumber(number).value().slice(12, 32).toArray());
    }
}
