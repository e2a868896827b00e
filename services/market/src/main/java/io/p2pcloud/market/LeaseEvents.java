package io.p2pcloud.market;

import io.p2pcloud.chain.abi.AbiTuple;
import java.time.Instant;

/// The events of a lease's history, by their names in the contract.
final class LeaseEvents {
    private LeaseEvents() {}

    /// @throws IllegalArgumentException for a name that is no lease's event, or values out of
    ///   bounds
    static LeaseEvent read(String name, EventPlace place, AbiTuple e) {
        var lease = new LeaseId(e.word("lease"));
        return switch (name) {
            case "LeaseOpened" -> opened(place, lease, e);
            case "LeaseActivated" ->
                    new LeaseEvent.Activated(
                            place,
                            lease,
                            e.intValue("boot"),
                            e.address("guestKey"),
                            e.word("beat"));
            case "LeaseConfirmed" ->
                    new LeaseEvent.Confirmed(
                            place,
                            lease,
                            e.intValue("boot"),
                            Shapes.seconds(e, "served"),
                            Shapes.seconds(e, "paidSeconds"),
                            Shapes.amount(e, "amount"),
                            Shapes.amount(e, "escrow"),
                            e.word("beat"));
            case "LeaseHalted" -> new LeaseEvent.Halted(place, lease);
            case "LeaseResumed" -> new LeaseEvent.Resumed(place, lease);
            case "LeaseInterrupted" ->
                    new LeaseEvent.Interrupted(
                            place, lease, InterruptReason.ofNumber(e.intValue("reason")));
            case "LeasePaused" -> new LeaseEvent.Paused(place, lease, Shapes.amount(e, "escrow"));
            case "LeaseUnpaused" ->
                    new LeaseEvent.Unpaused(place, lease, Shapes.amount(e, "escrow"));
            case "LeaseCollected" ->
                    new LeaseEvent.Collected(
                            place,
                            lease,
                            Shapes.seconds(e, "heldSeconds"),
                            Shapes.amount(e, "amount"),
                            Shapes.amount(e, "escrow"));
            case "LeaseToppedUp" ->
                    new LeaseEvent.ToppedUp(
                            place,
                            lease,
                            e.address("from"),
                            Shapes.amount(e, "amount"),
                            Shapes.amount(e, "escrow"));
            case "LeaseExcessWithdrawn" ->
                    new LeaseEvent.ExcessWithdrawn(
                            place, lease, Shapes.amount(e, "amount"), Shapes.amount(e, "escrow"));
            case "LeaseVersionChanged" ->
                    new LeaseEvent.VersionChanged(place, lease, e.word("version"));
            case "LeaseLaunchKeyChanged" ->
                    new LeaseEvent.LaunchKeyChanged(place, lease, e.address("launchKey"));
            default -> ending(name, place, lease, e);
        };
    }

    private static LeaseEvent ending(String name, EventPlace place, LeaseId lease, AbiTuple e) {
        return switch (name) {
            case "LeaseNoticeGiven" ->
                    new LeaseEvent.NoticeGiven(
                            place, lease, reason(e), Shapes.time(e, "effectiveAt"));
            case "LeaseSuspected" ->
                    new LeaseEvent.Suspected(
                            place,
                            lease,
                            e.address("by"),
                            Shapes.amount(e, "bond"),
                            e.longValue("blockNumber"));
            case "LeaseSuspicionCleared" ->
                    new LeaseEvent.SuspicionCleared(
                            place, lease, e.address("suspector"), Shapes.amount(e, "bond"));
            case "LeaseStale" ->
                    new LeaseEvent.MarkedStale(
                            place,
                            lease,
                            e.address("suspector"),
                            Shapes.amount(e, "bond"),
                            Shapes.amount(e, "suspectBounty"),
                            e.address("marker"),
                            Shapes.amount(e, "staleBounty"),
                            Shapes.amount(e, "toTenant"),
                            Shapes.amount(e, "refund"));
            case "LeaseClosing" ->
                    new LeaseEvent.Closing(
                            place,
                            lease,
                            reason(e),
                            e.address("by"),
                            Shapes.amount(e, "refund"),
                            Shapes.amount(e, "held"),
                            Shapes.amount(e, "forfeited"),
                            Shapes.time(e, "heldUntil"));
            case "LeaseHoldReleased" ->
                    new LeaseEvent.HoldReleased(place, lease, Shapes.amount(e, "refund"));
            case "LeaseClosed" ->
                    new LeaseEvent.Closed(
                            place,
                            lease,
                            reason(e),
                            Shapes.amount(e, "refund"),
                            Shapes.amount(e, "collateral"),
                            Shapes.amount(e, "bounty"),
                            e.address("bountyTo"));
            default -> throw new IllegalArgumentException("no event of leases is named " + name);
        };
    }

    private static LeaseEvent.Opened opened(EventPlace place, LeaseId lease, AbiTuple e) {
        var o = e.tuple("opened");
        long origin = o.longValue("origin");
        Instant activateBy = Shapes.time(o, "activateBy");
        return new LeaseEvent.Opened(
                place,
                lease,
                e.address("tenant"),
                e.address("provider"),
                o.longValue("number"),
                o.flag("fromOrder")
                        ? new Lease.Origin.FromOrder(new OrderId(origin), o.intValue("group"))
                        : new Lease.Origin.FromOffer(new OfferId(origin)),
                Shapes.unit(o.tuple("unit")),
                Shapes.rate(o, "rate"),
                Shapes.amount(o, "collateral"),
                Shapes.amount(o, "escrow"),
                Shapes.terms(o.tuple("terms")),
                activateBy,
                o.address("launchKey"),
                o.word("version"),
                o.flag("persist"));
    }

    private static CloseReason reason(AbiTuple e) {
        return CloseReason.ofNumber(e.intValue("reason"));
    }
}
