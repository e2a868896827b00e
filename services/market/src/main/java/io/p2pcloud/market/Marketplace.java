package io.p2pcloud.market;

import io.p2pcloud.chain.BlockRef;
import io.p2pcloud.chain.ChainId;
import io.p2pcloud.chain.Checked;
import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;
import java.util.List;
import java.util.Optional;

/// One market contract: what stands in it, and what can be done there. Calls block; they end within
/// the endpoint's time limit (reads) or the transaction's deadline (acts).
///
/// Reads are batched and paged, and nothing walks all leases ever made. Acts are simulated first,
/// so a refusal is known before anything is signed. Every method throws
/// [io.p2pcloud.chain.ChainException] when the chain cannot be asked.
public interface Marketplace {
    ChainId chainId();

    /// The market contract.
    Address address();

    MarketDigests digests();

    /// The market's constants, read once.
    MarketConfig config();

    // What stands there.

    /// The newest block of the chain.
    Checked<BlockRef> head();

    /// Offers that can be taken or quoted, `count` of them (at most 500) from place `from` on; the
    /// order changes when offers are withdrawn.
    Checked<Page<Offer>> offers(int from, int count);

    Checked<Optional<Offer>> offer(OfferId id);

    Checked<Optional<Provider>> provider(Address account);

    /// The providers in the order of `accounts`; those not registered are left out.
    Checked<List<Provider>> providers(List<Address> accounts);

    Checked<Optional<Lease>> lease(LeaseId id);

    /// Leases in which the account is the tenant, newest first: `count` of them (at most 500) from
    /// the `from`-th newest on.
    Checked<Page<Lease>> leasesOfTenant(Address account, int from, int count);

    /// The same for leases in which it is the provider.
    Checked<Page<Lease>> leasesOfProvider(Address account, int from, int count);

    /// Orders that take bids or wait for their match.
    Checked<Page<Order>> openOrders(int from, int count);

    Checked<Optional<Order>> order(OrderId id);

    /// What the order asks for, from its event, checked against the commitment in its storage.
    Checked<Optional<OrderDetails>> orderDetails(OrderId id);

    Checked<List<Bid>> bids(OrderId id);

    /// What the market owes the account: payments, refunds, returned collateral.
    Checked<TokenAmount> credit(Address account);

    Checked<TokenAmount> tokenBalance(Address account);

    /// How much of the account's token the market may take.
    Checked<TokenAmount> allowance(Address account);

    // What an account can do. Each act is a transaction of `by`, or several where it says so.

    /// Lets the market take up to `amount` of the token.
    ActOutcome<TokenAmount> approve(Signer by, TokenAmount amount);

    ActOutcome<Address> registerProvider(Signer by, ProviderProfile profile, TokenAmount stake);

    ActOutcome<Address> updateProvider(Signer by, ProviderProfile profile);

    ActOutcome<OfferId> listOffer(Signer by, OfferListing listing);

    /// Price, units and mode of an offer from now on; leases keep what they were made with.
    ActOutcome<OfferId> updateOffer(Signer by, OfferId id, OfferChange change);

    /// @return the collateral of the free units, now in credit
    ActOutcome<TokenAmount> withdrawOffer(Signer by, OfferId id);

    /// Pending leases at once, one for each unit.
    ActOutcome<List<LeaseId>> takeOffer(Signer by, Take take);

    ActOutcome<PlacedDeployment> submitDeployment(Signer by, DeploymentDraft draft);

    /// @param prices of one unit of each group, in the order's sequence of groups
    ActOutcome<Bid> submitFulfillment(Signer by, OrderDetails order, List<Rate> prices);

    /// @return the collateral, now in credit
    ActOutcome<TokenAmount> cancelFulfillment(Signer by, OrderId order);

    ActOutcome<Match> matchOrder(Signer by, OrderId order);

    /// @return the beat that this boot's heartbeats sign
    ActOutcome<Bytes32> activate(Signer by, Activation activation);

    /// One transaction for all; leases for which nothing is paid are left out of the result.
    ActOutcome<List<Payment>> confirm(Signer by, List<Confirmation> confirmations);

    ActOutcome<LeaseId> halt(Signer by, LeaseId lease);

    ActOutcome<LeaseId> resume(Signer by, LeaseId lease);

    ActOutcome<LeaseId> interrupt(Signer by, LeaseId lease, InterruptReason reason);

    /// @return the bounty, now in credit
    ActOutcome<TokenAmount> expirePending(Signer by, LeaseId lease);

    /// A provider's word that he will leave; when the notice is over he may close the lease without
    /// forfeiting collateral. It lapses 7 days after that.
    ActOutcome<Closure> giveNotice(Signer by, LeaseId lease, CloseReason reason);

    /// Ends the lease now: by the tenant with [CloseReason#TENANT]; by the provider with a reason
    /// of his, at the price of collateral for the notice that is missing; by anyone when it is
    /// unpaid ([CloseReason#INSUFFICIENT_FUNDS]) or its time is over ([CloseReason#ENDED]).
    ActOutcome<Closure> closeLease(Signer by, LeaseId lease, CloseReason reason);

    /// The provider's word that the machine and its volumes are gone: releases what is left of the
    /// collateral (the white paper's DeploymentClosed).
    ActOutcome<TokenAmount> confirmClosed(Signer by, LeaseId lease);

    /// What was held for a last proof, to the tenant once the settlement window is over.
    ActOutcome<TokenAmount> releaseHeld(Signer by, LeaseId lease);

    /// @return the escrow then
    ActOutcome<TokenAmount> topUp(Signer by, LeaseId lease, TokenAmount amount);

    /// @return the escrow then
    ActOutcome<TokenAmount> withdrawExcess(Signer by, LeaseId lease, TokenAmount amount);

    /// Sends the account's whole credit to `to`.
    ActOutcome<TokenAmount> withdraw(Signer by, Address to);
}
