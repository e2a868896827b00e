package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signature;
import io.p2pcloud.wallet.Signer;
import java.time.Instant;
import java.util.List;

/// What providers do: their entry and exit, what they offer and bid, and their side of a lease.
public interface ProviderActs {
    ActOutcome<Address> registerProvider(Signer by, ProviderProfile profile, TokenAmount stake);

    ActOutcome<Address> updateProvider(Signer by, ProviderProfile profile);

    /// @return the stake then
    ActOutcome<TokenAmount> addStake(Signer by, TokenAmount amount);

    /// Begins to leave: nothing new is taken on.
    ///
    /// @return when the stake can be withdrawn, if no lease is open then
    ActOutcome<Instant> startUnbonding(Signer by);

    /// Stays after all.
    ActOutcome<Address> cancelUnbonding(Signer by);

    /// @return the stake, now in credit
    ActOutcome<TokenAmount> withdrawStake(Signer by);

    ActOutcome<OfferId> listOffer(Signer by, OfferListing listing);

    /// Price, units and mode of an offer from now on; leases keep what they were made with.
    ActOutcome<OfferId> updateOffer(Signer by, OfferId id, OfferChange change);

    /// @return the collateral of the free units, now in credit
    ActOutcome<TokenAmount> withdrawOffer(Signer by, OfferId id);

    /// Makes the quotes that carry the next nonce for this tenant worthless.
    ///
    /// @return the nonce of the quotes that count from now on
    ActOutcome<Long> cancelQuotes(Signer by, Address tenant);

    /// @param prices of one unit of each group, in the order's sequence of groups
    ActOutcome<Bid> submitFulfillment(Signer by, OrderDetails order, List<Rate> prices);

    /// @return the collateral, now in credit
    ActOutcome<TokenAmount> cancelFulfillment(Signer by, OrderId order);

    /// @return the beat that this boot's heartbeats sign
    ActOutcome<Bytes32> activate(Signer by, Activation activation);

    /// Pays what the boot before served and activates the next one in the same transaction: an
    /// activation gives up what was not confirmed.
    ///
    /// @return the beat that this boot's heartbeats sign
    ActOutcome<Bytes32> activate(Signer by, Confirmation before, Activation activation);

    /// One transaction for all; leases for which nothing is paid are left out of the result.
    ActOutcome<List<Payment>> confirm(Signer by, List<Confirmation> confirmations);

    ActOutcome<LeaseId> interrupt(Signer by, LeaseId lease, InterruptReason reason);

    /// Takes the halted rate of halted and paused leases up to now, one transaction for all.
    ///
    /// @return what it brought
    ActOutcome<TokenAmount> collect(Signer by, List<LeaseId> leases);

    /// A provider's word that he will leave; when the notice is over he may close the lease without
    /// forfeiting collateral. It lapses 7 days after that.
    ActOutcome<Closure> giveNotice(Signer by, LeaseId lease, CloseReason reason);

    /// Leaves with the tenant's consent, at no price.
    ///
    /// @param consent the launch key's, over [MarketDigests#consent]
    ActOutcome<Closure> closeWithConsent(
            Signer by, LeaseId lease, CloseReason reason, Signature consent);

    /// The provider's word that the machine and its volumes are gone: releases what is left of the
    /// collateral (the white paper's DeploymentClosed).
    ActOutcome<TokenAmount> confirmClosed(Signer by, LeaseId lease);
}
