package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;

/// What a provider does before anyone rents from him: his entry and his offers.
final class SupplyActs {
    private final Acting acting;

    SupplyActs(Acting acting) {
        this.acting = acting;
    }

    ActOutcome<Address> registerProvider(Signer by, ProviderProfile profile, TokenAmount stake) {
        return acting.act(
                by, _ -> by.address(), "registerProvider", Shapes.profile(profile), stake.units());
    }

    ActOutcome<Address> updateProvider(Signer by, ProviderProfile profile) {
        return acting.act(
                by, _ -> by.address(), "updateProvider", by.address(), Shapes.profile(profile));
    }

    ActOutcome<OfferId> listOffer(Signer by, OfferListing listing) {
        return acting.act(
                by,
                OfferEvent.Listed.class,
                OfferEvent.Listed::offer,
                "listOffer",
                by.address(),
                Shapes.listing(listing));
    }

    ActOutcome<OfferId> updateOffer(Signer by, OfferId id, OfferChange change) {
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

    ActOutcome<TokenAmount> withdrawOffer(Signer by, OfferId id) {
        return acting.act(
                by,
                OfferEvent.Withdrawn.class,
                OfferEvent.Withdrawn::returned,
                "withdrawOffer",
                id.number());
    }
}
