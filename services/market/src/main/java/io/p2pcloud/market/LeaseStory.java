package io.p2pcloud.market;

import io.p2pcloud.common.TokenAmount;
import java.time.Duration;
import java.util.List;

/// A lease as its events tell it, from its booking to where it stands now.
///
/// @param opened the booking
/// @param events all of them, the booking first
/// @param boots the newest activated boot; 0 for none
/// @param proven served time that was paid
/// @param paid for it, to the provider
/// @param collected by the provider while the machine was halted or unpaid
/// @param toppedUp by anyone, on top of the first deposit
/// @param returned to the tenant from the escrow
/// @param bounties from the escrow, to whoever ended a lease that nobody started
/// @param escrow what is left of it
/// @param collateral what is left of the provider's
/// @param compensation of the collateral, to the tenant
public record LeaseStory(
        LeaseEvent.Opened opened,
        List<LeaseEvent> events,
        LeaseState state,
        int boots,
        Duration proven,
        TokenAmount paid,
        TokenAmount collected,
        TokenAmount toppedUp,
        TokenAmount returned,
        TokenAmount bounties,
        TokenAmount escrow,
        TokenAmount collateral,
        TokenAmount compensation) {
    public LeaseStory {
        events = List.copyOf(events);
    }

    /// @throws IllegalArgumentException when the events are not those of one lease from its booking
    ///   on, or the market's own figures in them contradict each other
    public static LeaseStory of(List<LeaseEvent> events) {
        if (events.isEmpty() || !(events.getFirst() instanceof LeaseEvent.Opened opened)) {
            throw new IllegalArgumentException("a lease's history begins with its booking");
        }
        var replay = new LeaseReplay(opened);
        events.stream().skip(1).forEach(replay::apply);
        return replay.story(events);
    }
}
