package io.p2pcloud.market;

import io.p2pcloud.common.TokenAmount;
import java.time.Duration;
import java.util.List;

/// Follows a lease from event to event. The contract writes the escrow into each event that moves
/// it: the sums are held against it at every step.
final class LeaseReplay {
    private final LeaseEvent.Opened opened;
    private LeaseState state;
    private boolean haltedBeforePause;
    private int boots;
    private Duration proven = Duration.ZERO;
    private TokenAmount paid = TokenAmount.ZERO;
    private TokenAmount collected = TokenAmount.ZERO;
    private TokenAmount toppedUp = TokenAmount.ZERO;
    private TokenAmount returned = TokenAmount.ZERO;
    private TokenAmount bounties = TokenAmount.ZERO;
    private TokenAmount escrow;
    private TokenAmount collateral;
    private TokenAmount compensation = TokenAmount.ZERO;

    LeaseReplay(LeaseEvent.Opened opened) {
        this.opened = opened;
        state = new LeaseState.Pending(opened.activateBy());
        escrow = opened.escrow();
        collateral = opened.collateral();
    }

    void apply(LeaseEvent event) {
        if (!event.lease().equals(opened.lease())) {
            throw new IllegalArgumentException("an event of another lease");
        }
        switch (event) {
            case LeaseEvent.Opened _ ->
                    throw new IllegalArgumentException("a lease is booked once");
            case LeaseEvent.Activated it -> {
                boots = it.boot();
                state = new LeaseState.Active();
            }
            case LeaseEvent.Confirmed it -> confirmed(it);
            case LeaseEvent.Halted _ -> state = new LeaseState.Halted();
            case LeaseEvent.Resumed _ -> state = new LeaseState.Active();
            case LeaseEvent.Interrupted it ->
                    state = new LeaseState.Interrupted(it.place().block().time());
            case LeaseEvent.Paused it -> {
                haltedBeforePause = state instanceof LeaseState.Halted;
                state = new LeaseState.Paused(it.place().block().time());
                requireEscrow(it.escrow());
            }
            case LeaseEvent.Unpaused it -> {
                state = haltedBeforePause ? new LeaseState.Halted() : new LeaseState.Active();
                requireEscrow(it.escrow());
            }
            case LeaseEvent.Collected it -> {
                collected = collected.plus(it.amount());
                spend(it.amount(), it.escrow());
            }
            case LeaseEvent.ToppedUp it -> {
                toppedUp = toppedUp.plus(it.amount());
                escrow = escrow.plus(it.amount());
                requireEscrow(it.escrow());
            }
            case LeaseEvent.ExcessWithdrawn it -> {
                returned = returned.plus(it.amount());
                spend(it.amount(), it.escrow());
            }
            case LeaseEvent.VersionChanged _, LeaseEvent.LaunchKeyChanged _ -> {}
            case LeaseEvent.NoticeGiven _ -> {}
            case LeaseEvent.Suspected it ->
                    state = new LeaseState.Suspect(it.by(), it.place().block().time());
            case LeaseEvent.SuspicionCleared _ -> state = new LeaseState.Active();
            case LeaseEvent.MarkedStale it -> markedStale(it);
            case LeaseEvent.Closing it -> closing(it);
            case LeaseEvent.HoldReleased it -> giveBack(it.refund());
            case LeaseEvent.Closed it -> closed(it);
        }
    }

    private void confirmed(LeaseEvent.Confirmed it) {
        proven = proven.plus(it.paid());
        paid = paid.plus(it.amount());
        spend(it.amount(), it.escrow());
        if (state instanceof LeaseState.Interrupted) {
            state = new LeaseState.Active(); // a proof of service ends an interruption
        }
    }

    private void markedStale(LeaseEvent.MarkedStale it) {
        state = new LeaseState.Stale();
        giveBack(it.refund());
        compensation = compensation.plus(it.toTenant());
        release(it.toTenant().plus(it.suspectBounty()).plus(it.staleBounty()));
    }

    private void closing(LeaseEvent.Closing it) {
        state = new LeaseState.Closing(it.reason(), it.place().block().time());
        giveBack(it.refund());
        requireEscrow(it.held());
        compensation = compensation.plus(it.forfeited());
        release(it.forfeited());
    }

    private void closed(LeaseEvent.Closed it) {
        state = new LeaseState.Closed(it.reason());
        bounties = bounties.plus(it.bounty());
        escrow = escrow.minus(it.bounty());
        giveBack(it.refund());
        release(it.collateral());
    }

    private void spend(TokenAmount amount, TokenAmount left) {
        escrow = escrow.minus(amount);
        requireEscrow(left);
    }

    private void giveBack(TokenAmount amount) {
        returned = returned.plus(amount);
        escrow = escrow.minus(amount);
    }

    private void release(TokenAmount amount) {
        collateral = collateral.minus(amount);
    }

    private void requireEscrow(TokenAmount told) {
        if (!escrow.equals(told)) {
            throw new IllegalArgumentException(
                    "the events sum to an escrow of "
                            + escrow.units()
                            + ", and one of them says "
                            + told.units());
        }
    }

    LeaseStory story(List<LeaseEvent> events) {
        return new LeaseStory(
                opened,
                events,
                state,
                boots,
                proven,
                paid,
                collected,
                toppedUp,
                returned,
                bounties,
                escrow,
                collateral,
                compensation);
    }
}
