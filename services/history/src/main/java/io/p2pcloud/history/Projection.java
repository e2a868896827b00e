package io.p2pcloud.history;

import static io.p2pcloud.history.Role.PROVIDER;
import static io.p2pcloud.history.Role.TENANT;

import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.market.AccountEvent;
import io.p2pcloud.market.EventPlace;
import io.p2pcloud.market.LeaseEvent;
import io.p2pcloud.market.LeaseId;
import java.util.ArrayList;
import java.util.List;

/// What the market's events mean for the owner of the ledger: a pure function from an event to the
/// entries of one side.
///
/// A deposit goes into keeping and comes back as refunds or leaves as payments; collateral is
/// counted from the lease's opening, because only then can it be lost.
final class Projection {
    private final Trust trust;

    Projection(Trust trust) {
        this.trust = trust;
    }

    /// Entries of the side `role` of the lease's event, in the order in which they belong together.
    List<Entry> entries(LeaseEvent event, Role role) {
        var rows = new Rows(event.lease(), role, event.place());
        switch (event) {
            case LeaseEvent.Opened opened -> {
                rows.add(EntryKind.MATCHED, opened.unit().vcpu() + " vCPU");
                rows.of(TENANT, EntryKind.DEPOSITED, opened.escrow());
                rows.of(PROVIDER, EntryKind.COLLATERAL_LOCKED, opened.collateral());
            }
            case LeaseEvent.Activated activated ->
                    rows.add(
                            activated.boot() == 1 ? EntryKind.ACTIVATED : EntryKind.REACTIVATED,
                            "boot " + activated.boot());
            case LeaseEvent.Confirmed confirmed -> {
                rows.add(EntryKind.CONFIRMED, confirmed.paid().toSeconds() + " s proven");
                rows.pay(confirmed.amount());
            }
            case LeaseEvent.Collected collected ->
                    rows.pay(collected.amount(), collected.held().toSeconds() + " s halted");
            case LeaseEvent.Halted _ -> rows.add(EntryKind.HALTED, "");
            case LeaseEvent.Resumed _ -> rows.add(EntryKind.RESUMED, "");
            case LeaseEvent.Interrupted interrupted ->
                    rows.add(EntryKind.INTERRUPTED, interrupted.reason().name());
            case LeaseEvent.Paused _ -> rows.add(EntryKind.PAUSED, "");
            case LeaseEvent.Unpaused _ -> rows.add(EntryKind.RESUMED, "paid again");
            case LeaseEvent.ToppedUp top -> rows.of(TENANT, EntryKind.DEPOSITED, top.amount());
            case LeaseEvent.ExcessWithdrawn excess ->
                    rows.of(TENANT, EntryKind.REFUNDED, excess.amount());
            case LeaseEvent.VersionChanged _, LeaseEvent.LaunchKeyChanged _ -> {
                // Says nothing about time or money.
            }
            case LeaseEvent.NoticeGiven notice ->
                    rows.add(EntryKind.CLOSING, "notice until " + notice.effectiveAt());
            case LeaseEvent.Suspected _ -> rows.add(EntryKind.SUSPECTED, "");
            case LeaseEvent.SuspicionCleared _ -> rows.add(EntryKind.RESUMED, "answered");
            case LeaseEvent.MarkedStale stale -> {
                rows.add(EntryKind.STALE, "");
                rows.of(TENANT, EntryKind.REFUNDED, stale.refund());
                rows.of(TENANT, EntryKind.COLLATERAL_RECEIVED, stale.toTenant());
                rows.of(
                        PROVIDER,
                        EntryKind.COLLATERAL_FORFEITED,
                        stale.toTenant().plus(stale.suspectBounty()).plus(stale.staleBounty()));
            }
            case LeaseEvent.Closing closing -> {
                rows.add(EntryKind.CLOSING, closing.reason().words());
                rows.of(TENANT, EntryKind.REFUNDED, closing.refund());
                rows.of(TENANT, EntryKind.COLLATERAL_RECEIVED, closing.forfeited());
                rows.of(PROVIDER, EntryKind.COLLATERAL_FORFEITED, closing.forfeited());
            }
            case LeaseEvent.HoldReleased released ->
                    rows.of(TENANT, EntryKind.REFUNDED, released.refund());
            case LeaseEvent.Closed closed -> {
                rows.add(EntryKind.CLOSED, closed.reason().words());
                rows.of(TENANT, EntryKind.REFUNDED, closed.refund());
                rows.of(TENANT, EntryKind.BOUNTY_PAID, closed.bounty());
                rows.of(PROVIDER, EntryKind.COLLATERAL_RELEASED, closed.collateral());
            }
        }
        return rows.list();
    }

    /// Money that left the market for the account `role` stands for.
    Entry entry(AccountEvent.Withdrawn event, Role role) {
        return new Entry(
                Entry.ACCOUNT,
                role,
                EntryKind.WITHDRAWN,
                event.amount(),
                event.place().block(),
                event.place().transaction(),
                event.place().index(),
                trust,
                "");
    }

    private final class Rows {
        private final LeaseId lease;
        private final Role role;
        private final EventPlace place;
        private final List<Entry> list = new ArrayList<>();

        Rows(LeaseId lease, Role role, EventPlace place) {
            this.lease = lease;
            this.role = role;
            this.place = place;
        }

        void add(EntryKind kind, String detail) {
            put(kind, TokenAmount.ZERO, detail);
        }

        /// Only for one side, and only when money moved.
        void of(Role side, EntryKind kind, TokenAmount amount) {
            if (role == side && !amount.isZero()) {
                put(kind, amount, "");
            }
        }

        void pay(TokenAmount amount) {
            pay(amount, "");
        }

        void pay(TokenAmount amount, String detail) {
            if (!amount.isZero()) {
                put(role == TENANT ? EntryKind.PAID : EntryKind.EARNED, amount, detail);
            }
        }

        private void put(EntryKind kind, TokenAmount amount, String detail) {
            list.add(
                    new Entry(
                            lease,
                            role,
                            kind,
                            amount,
                            place.block(),
                            place.transaction(),
                            place.index(),
                            trust,
                            detail));
        }

        List<Entry> list() {
            return List.copyOf(list);
        }
    }
}
