package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;
import java.time.Instant;
import java.util.List;

/// What of [ProviderActs] comes before a lease, as transactions.
abstract class ContractSupplyActs extends ContractAccountActs implements ProviderActs {
    ContractSupplyActs(Acting acting, MarketReads reads, MarketConfig config) {
        super(acting, reads, config);
    }

    @Override
    public final ActOutcome<Address> registerProvider(
            Signer by, ProviderProfile profile, TokenAmount stake) {
        return acting.act(
                by, _ -> by.address(), "registerProvider", Shapes.profile(profile), stake.units());
    }

    @Override
    public final ActOutcome<Address> updateProvider(Signer by, ProviderProfile profile) {
        return acting.act(
                by,
                _ -> acting.account(by),
                "updateProvider",
                acting.account(by),
                Shapes.profile(profile));
    }

    @Override
    public final ActOutcome<TokenAmount> addStake(Signer by, TokenAmount amount) {
        return acting.act(
                by,
                ProviderEvent.StakeAdded.class,
                ProviderEvent.StakeAdded::stake,
                "addStake",
                amount.units());
    }

    @Override
    public final ActOutcome<Instant> startUnbonding(Signer by) {
        return acting.act(
                by,
                ProviderEvent.UnbondingStarted.class,
                ProviderEvent.UnbondingStarted::unbondedAt,
                "startUnbonding");
    }

    @Override
    public final ActOutcome<Address> cancelUnbonding(Signer by) {
        return plain(by, by.address(), "cancelUnbonding");
    }

    @Override
    public final ActOutcome<TokenAmount> withdrawStake(Signer by) {
        return acting.act(
                by,
                ProviderEvent.StakeWithdrawn.class,
                ProviderEvent.StakeWithdrawn::amount,
                "withdrawStake");
    }

    @Override
    public final ActOutcome<OfferId> listOffer(Signer by, OfferListing listing) {
        return acting.act(
                by,
                OfferEvent.Listed.class,
                OfferEvent.Listed::offer,
                "listOffer",
                acting.account(by),
                Shapes.listing(listing));
    }

    @Override
    public final ActOutcome<OfferId> updateOffer(Signer by, OfferId id, OfferChange change) {
        return acting.act(
                by,
                _ -> id,
                "updateOffer",
                id.number(),
                change.price().wadPerSecond(),
                change.count(),
                change.mode().number(),
                change.endsAt().getEpochSecond());
    }

    @Override
    public final ActOutcome<TokenAmount> withdrawOffer(Signer by, OfferId id) {
        return acting.act(
                by,
                OfferEvent.Withdrawn.class,
                OfferEvent.Withdrawn::returned,
                "withdrawOffer",
                id.number());
    }

    @Override
    public final ActOutcome<Long> cancelQuotes(Signer by, Address tenant) {
        return acting.act(
                by,
                AccountEvent.QuotesCancelled.class,
                AccountEvent.QuotesCancelled::nextNonce,
                "cancelQuotes",
                acting.account(by),
                tenant);
    }

    @Override
    public final ActOutcome<Bid> submitFulfillment(
            Signer by, OrderDetails order, List<Rate> prices) {
        return acting.act(
                by,
                OrderEvent.BidSubmitted.class,
                it ->
                        new Bid(
                                it.order(),
                                it.provider(),
                                it.total(),
                                it.collateral(),
                                it.sequence(),
                                it.place().block().time()),
                "submitFulfillment",
                acting.account(by),
                order.order().number(),
                Shapes.infrastructure(order.infrastructure()),
                Shapes.terms(order.terms()),
                Shapes.prices(prices));
    }

    @Override
    public final ActOutcome<TokenAmount> cancelFulfillment(Signer by, OrderId order) {
        return acting.act(
                by,
                OrderEvent.BidCancelled.class,
                OrderEvent.BidCancelled::collateral,
                "cancelFulfillment",
                acting.account(by),
                order.number());
    }
}
