package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.EventLog;
import io.p2pcloud.chain.abi.AbiContract;
import io.p2pcloud.chain.abi.AbiTuple;
import io.p2pcloud.common.Rate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Logs of the market as typed events.
final class EventReader {
    private final AbiContract market;

    EventReader(MarketAbi abi) {
        market = abi.market();
    }

    /// Empty for a log of another contract version, or one that holds values outside our bounds
    /// (anyone may list a machine of four billion GiB).
    Optional<MarketEvent> read(EventLog log) {
        var event = market.eventOf(log);
        if (event.isEmpty()) {
            return Optional.empty();
        }
        try {
            var values = event.get().decode(log);
            var block =
                    new BlockRef(
                            log.blockNumber(), log.blockHash(), Shapes.time(at(values), "time"));
            var place = new EventPlace(block, log.transaction(), log.index());
            var name = event.get().name();
            return name.startsWith("Lease")
                    ? Optional.of(LeaseEvents.read(name, place, values))
                    : read(name, place, values);
        } catch (IllegalArgumentException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /// Where the event's time stands: LeaseOpened carries all its values in one struct.
    private static AbiTuple at(AbiTuple values) {
        return values.values().containsKey("opened") ? values.tuple("opened") : values;
    }

    private static Optional<MarketEvent> read(String name, EventPlace place, AbiTuple e) {
        return Optional.ofNullable(
                switch (name) {
                    case "ProviderRegistered" ->
                            new ProviderEvent.Registered(
                                    place,
                                    e.address("provider"),
                                    Shapes.amount(e, "stake"),
                                    Shapes.profile(e.tuple("profile")));
                    case "ProviderUpdated" ->
                            new ProviderEvent.Updated(
                                    place,
                                    e.address("provider"),
                                    Shapes.profile(e.tuple("profile")));
                    case "StakeAdded" ->
                            new ProviderEvent.StakeAdded(
                                    place,
                                    e.address("provider"),
                                    Shapes.amount(e, "amount"),
                                    Shapes.amount(e, "stake"));
                    case "UnbondingStarted" ->
                            new ProviderEvent.UnbondingStarted(
                                    place, e.address("provider"), Shapes.time(e, "unbondedAt"));
                    case "UnbondingCancelled" ->
                            new ProviderEvent.UnbondingCancelled(place, e.address("provider"));
                    case "StakeWithdrawn" ->
                            new ProviderEvent.StakeWithdrawn(
                                    place, e.address("provider"), Shapes.amount(e, "amount"));
                    default -> {
                        var order = orderEvent(name, place, e);
                        yield order == null ? otherEvent(name, place, e) : order;
                    }
                });
    }

    private static @Nullable MarketEvent otherEvent(String name, EventPlace place, AbiTuple e) {
        return switch (name) {
            case "Withdrawn" ->
                    new AccountEvent.Withdrawn(
                            place,
                            e.address("account"),
                            e.address("to"),
                            Shapes.amount(e, "amount"));
            case "Attested" ->
                    new AccountEvent.Attested(
                            place,
                            e.address("auditor"),
                            e.address("provider"),
                            Label.decode(e.word("key")),
                            Label.decode(e.word("value")));
            case "Revoked" ->
                    new AccountEvent.Revoked(
                            place,
                            e.address("auditor"),
                            e.address("provider"),
                            Label.decode(e.word("key")));
            case "Delegated" ->
                    new AccountEvent.Delegated(
                            place,
                            e.address("account"),
                            e.address("key"),
                            e.longValue("acts"),
                            Shapes.amount(e, "spendPerDay"),
                            Shapes.time(e, "expiry"));
            case "Undelegated" ->
                    new AccountEvent.Undelegated(place, e.address("account"), e.address("key"));
            case "QuotesCancelled" ->
                    new AccountEvent.QuotesCancelled(
                            place,
                            e.address("provider"),
                            e.address("tenant"),
                            e.longValue("nextNonce"));
            case "OfferListed" ->
                    new OfferEvent.Listed(
                            place,
                            offer(e),
                            e.address("provider"),
                            Shapes.listing(e.tuple("listing")),
                            Shapes.amount(e, "locked"));
            case "OfferUpdated" ->
                    new OfferEvent.Updated(
                            place,
                            offer(e),
                            new OfferChange(
                                    Shapes.rate(e, "price"),
                                    e.intValue("count"),
                                    Offer.Mode.ofNumber(e.intValue("mode")),
                                    Shapes.time(e, "endsAt")),
                            Shapes.amount(e, "locked"));
            case "OfferTaken" ->
                    new OfferEvent.Taken(
                            place,
                            offer(e),
                            e.address("tenant"),
                            e.intValue("units"),
                            e.intValue("taken"));
            case "OfferWithdrawn" ->
                    new OfferEvent.Withdrawn(place, offer(e), Shapes.amount(e, "returned"));
            default -> null;
        };
    }

    private static @Nullable OrderEvent orderEvent(String name, EventPlace place, AbiTuple e) {
        return switch (name) {
            case "DeploymentSubmitted" ->
                    new OrderEvent.DeploymentSubmitted(
                            place,
                            deployment(e),
                            e.address("tenant"),
                            e.word("version"),
                            e.address("launchKey"),
                            Shapes.amount(e, "deposit"));
            case "DeploymentUpdated" ->
                    new OrderEvent.DeploymentUpdated(
                            place, deployment(e), e.word("version"), e.address("launchKey"));
            case "DeploymentEnded" -> new OrderEvent.DeploymentEnded(place, deployment(e));
            case "OrderOpened" ->
                    new OrderEvent.OrderOpened(
                            place,
                            new OrderDetails(
                                    order(e),
                                    Shapes.infrastructure(e.tuple("infrastructure")),
                                    Shapes.terms(e.tuple("terms"))),
                            deployment(e),
                            Shapes.amount(e, "deposit"),
                            Shapes.time(e, "closesAt"),
                            e.intValue("reopened"));
            case "OrderClosed" ->
                    new OrderEvent.OrderClosed(place, order(e), Shapes.amount(e, "refund"));
            case "OrderMatched" ->
                    new OrderEvent.OrderMatched(
                            place,
                            order(e),
                            e.address("provider"),
                            Shapes.rate(e, "total"),
                            e.longValue("firstLease"),
                            e.intValue("leases"),
                            Shapes.amount(e, "bounty"),
                            e.address("bountyTo"));
            case "BidSubmitted" ->
                    new OrderEvent.BidSubmitted(
                            place,
                            order(e),
                            e.address("provider"),
                            e.longValue("sequence"),
                            Shapes.rate(e, "total"),
                            Shapes.amount(e, "collateral"),
                            rates(e));
            case "BidCancelled" ->
                    new OrderEvent.BidCancelled(
                            place, order(e), e.address("provider"), Shapes.amount(e, "collateral"));
            case "BidEvicted" ->
                    new OrderEvent.BidEvicted(
                            place, order(e), e.address("provider"), Shapes.amount(e, "collateral"));
            case "BidReclaimed" ->
                    new OrderEvent.BidReclaimed(
                            place, order(e), e.address("provider"), Shapes.amount(e, "collateral"));
            default -> null;
        };
    }

    private static List<Rate> rates(AbiTuple e) {
        return e.numbers("prices").stream().map(Rate::new).toList();
    }

    private static OfferId offer(AbiTuple e) {
        return new OfferId(e.longValue("offer"));
    }

    private static OrderId order(AbiTuple e) {
        return new OrderId(e.longValue("order"));
    }

    private static DeploymentId deployment(AbiTuple e) {
        return new DeploymentId(e.longValue("deployment"));
    }
}
