package io.p2pcloud.market;

import io.p2pcloud.chain.abi.AbiTuple;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The contract's answers (Views.sol) as our records. Empty where nothing stands there, or where
/// someone put values on chain that lie outside our bounds.
final class Views {
    private Views() {}

    static Optional<Offer> offer(AbiTuple v) {
        if (v.intValue("mode") == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Offer(
                            new OfferId(v.longValue("id")),
                            v.address("provider"),
                            Shapes.unit(v.tuple("unit")),
                            Shapes.rate(v, "price"),
                            Shapes.amount(v, "collateral"),
                            v.intValue("count"),
                            v.intValue("taken"),
                            Offer.Mode.ofNumber(v.intValue("mode")),
                            Shapes.terms(v.tuple("terms")),
                            Shapes.amount(v, "minDeposit")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static Optional<Provider> provider(AbiTuple v) {
        if (v.longValue("registeredAt") == 0) {
            return Optional.empty();
        }
        var record = v.tuple("record");
        return Optional.of(
                new Provider(
                        v.address("account"),
                        v.text("endpoint"),
                        v.word("tlsKeyHash"),
                        Label.decode(v.word("region")),
                        v.word("profileHash"),
                        Shapes.amount(v, "stake"),
                        Shapes.time(v, "registeredAt"),
                        optionalTime(v, "unbondedAt"),
                        v.intValue("openLeases"),
                        new Reputation(
                                Shapes.seconds(v, "provenConfidential"),
                                Shapes.seconds(v, "provenStandard"),
                                record.longValue("completed"),
                                record.longValue("stale"),
                                record.longValue("closedByProvider"),
                                record.longValue("notActivated"))));
    }

    static Optional<Order> order(AbiTuple v) {
        int state = v.intValue("state");
        if (state == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Order(
                        new OrderId(v.longValue("id")),
                        new DeploymentId(v.longValue("deployment")),
                        v.address("tenant"),
                        v.word("commitment"),
                        orderState(state),
                        Shapes.amount(v, "deposit"),
                        Shapes.time(v, "closesAt"),
                        v.intValue("bidCount"),
                        v.intValue("reopened"),
                        v.addresses("excluded").stream()
                                .filter(it -> !it.equals(Address.ZERO))
                                .toList()));
    }

    private static Order.State orderState(int number) {
        // The numbers of OrderState in Types.sol.
        return switch (number) {
            case 1 -> Order.State.OPEN;
            case 2 -> Order.State.MATCHED;
            case 3 -> Order.State.CLOSED;
            default ->
                    throw new IllegalArgumentException(
                            "no state of orders has the number " + number);
        };
    }

    static Optional<Deployment> deployment(DeploymentId id, AbiTuple v) {
        int state = v.intValue("state");
        if (state == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Deployment(
                        id,
                        v.address("tenant"),
                        state == 1, // DeploymentState in Types.sol
                        v.intValue("openOrders"),
                        Shapes.seconds(v, "waitDuration"),
                        v.address("launchKey"),
                        v.word("version")));
    }

    /// Numbers, then deployments.
    static List<Deployment> deployments(AbiTuple answer) {
        var numbers = answer.numbers("0");
        var all = answer.tuples("1");
        var page = new ArrayList<Deployment>();
        for (int i = 0; i < all.size(); i++) {
            deployment(new DeploymentId(numbers.get(i).longValueExact()), all.get(i))
                    .ifPresent(page::add);
        }
        return page;
    }

    static Optional<Delegation> delegation(Address key, AbiTuple v) {
        var acts = DelegatedAct.ofBits(v.longValue("acts"));
        return acts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Delegation(
                                key,
                                acts,
                                Shapes.amount(v, "spendPerDay"),
                                Shapes.time(v, "expiry")));
    }

    static Bid bid(OrderId order, AbiTuple v) {
        return new Bid(
                order,
                v.address("provider"),
                Shapes.rate(v, "total"),
                Shapes.amount(v, "collateral"),
                v.longValue("sequence"),
                Shapes.time(v, "time"));
    }

    static Optional<Lease> lease(AbiTuple v) {
        if (v.intValue("state") == 0) {
            return Optional.empty();
        }
        long origin = v.longValue("origin");
        var started = optionalTime(v, "startedAt");
        var beat = v.word("beat");
        return Optional.of(
                new Lease(
                        new LeaseId(v.word("id")),
                        v.address("tenant"),
                        v.address("provider"),
                        v.address("launchKey"),
                        v.flag("fromOrder")
                                ? new Lease.Origin.FromOrder(
                                        new OrderId(origin), v.intValue("group"))
                                : new Lease.Origin.FromOffer(new OfferId(origin)),
                        v.flag("confidential") ? Tier.CONFIDENTIAL : Tier.STANDARD,
                        Shapes.rate(v, "rate"),
                        v.intValue("haltedPercent"),
                        Shapes.seconds(v, "period"),
                        Shapes.seconds(v, "outageSeconds"),
                        Shapes.seconds(v, "noticeSeconds"),
                        Shapes.time(v, "endsAt"),
                        v.word("version"),
                        v.flag("persist"),
                        state(v),
                        Shapes.amount(v, "escrow"),
                        Shapes.amount(v, "collateral"),
                        v.intValue("boot"),
                        Optional.of(v.address("guestKey")).filter(it -> !it.equals(Address.ZERO)),
                        beat,
                        started,
                        started.map(_ -> timeOf(beat)),
                        Shapes.seconds(v, "unproven"),
                        Shapes.amount(v, "floor"),
                        optionalTime(v, "noticeAt"),
                        v.longValue("controlNonce"),
                        v.longValue("eventCount"),
                        v.word("eventDigest")));
    }

    /// A beat begins with its own time, 40 bits (Types.sol).
    static Instant timeOf(Bytes32 beat) {
        return Instant.ofEpochSecond(beat.toNumber().shiftRight(216).longValueExact());
    }

    private static LeaseState state(AbiTuple v) {
        var mark = Shapes.time(v, "mark");
        // The numbers of LeaseState in Types.sol.
        return switch (v.intValue("state")) {
            case 1 -> new LeaseState.Pending(mark);
            case 2 -> new LeaseState.Active();
            case 3 -> new LeaseState.Halted();
            case 4 -> new LeaseState.Interrupted(mark);
            case 5 -> new LeaseState.Paused(Shapes.time(v, "quietFrom"));
            case 6 -> new LeaseState.Suspect(v.address("suspector"), mark);
            case 7 -> new LeaseState.Stale();
            case 8 -> new LeaseState.Closing(reason(v), mark);
            case 9 -> new LeaseState.Closed(reason(v));
            default ->
                    throw new IllegalArgumentException(
                            "no state of leases has the number " + v.intValue("state"));
        };
    }

    private static CloseReason reason(AbiTuple v) {
        return CloseReason.ofNumber(v.intValue("reason"));
    }

    private static Optional<Instant> optionalTime(AbiTuple v, String name) {
        return v.longValue(name) == 0 ? Optional.empty() : Optional.of(Shapes.time(v, name));
    }
}
