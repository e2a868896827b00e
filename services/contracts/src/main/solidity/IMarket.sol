// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {IMarketReads} from "./IMarketReads.sol";
import {
    CloseReason,
    DeploymentInfrastructure,
    InterruptReason,
    LeaseConfirmation,
    LeaseTerms,
    OfferListing,
    OfferMode,
    ProviderProfile,
    Quote,
    Submission,
    Take
} from "./Types.sol";

/// Everything the market does. Who may do what, the bounds and the reasons stand in the README.
interface IMarket is IMarketErrors, IMarketEvents, IMarketReads {
    // ---- several acts in one transaction ---------------------------------------------------

    /// Carries out calls to this market in order, as the sender; all or none.
    function multicall(bytes[] calldata calls) external returns (bytes[] memory results);

    /// Passes the sender's EIP-2612 permit to the token. A refusal is left to the act that needs the
    /// allowance: someone else may have handed in the same permit first.
    function selfPermit(uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s_) external;

    // ---- accounts and providers ------------------------------------------------------------

    /// Registers the sender with a stake, or again after it left; its record goes on.
    function registerProvider(ProviderProfile calldata profile, uint96 stake) external;

    /// Replaces the profile.
    function updateProvider(address account, ProviderProfile calldata profile) external;

    /// Adds to the sender's stake.
    function addStake(uint96 amount) external;

    /// Starts the exit: nothing new is taken on, and after the delay the stake is free.
    function startUnbonding() external;

    /// Stays after all.
    function cancelUnbonding() external;

    /// Credits the stake once the exit delay is over and no lease is open.
    function withdrawStake() external;

    /// States, as the sender's word, an attribute of a provider that orders may require.
    function attest(address provider_, bytes32 key, bytes32 value) external;

    /// Takes such a statement back.
    function revoke(address provider_, bytes32 key) external;

    /// Lets a key act for the sender: bits of `Act`, spend per day, until `expiry`.
    function delegate(address key, uint32 acts, uint96 spendPerDay, uint40 expiry) external;

    /// Ends that at once.
    function undelegate(address key) external;

    /// Sends the sender's whole credit to `to`. The only way tokens leave the market.
    function withdraw(address to) external;

    // ---- offers ----------------------------------------------------------------------------

    /// Lists machines of one kind; collateral for every unit is locked.
    function listOffer(address account, OfferListing calldata listing) external returns (uint32);

    /// Changes price, count, mode or end. Unit, collateral and terms never change.
    function updateOffer(uint32 offer_, uint128 price, uint16 count, OfferMode mode, uint40 endsAt)
        external;

    /// Ends the offer and credits the collateral of units that were not taken.
    function withdrawOffer(uint32 offer_) external;

    /// Opens pending leases at the listed price, if that is not above `maxPrice`.
    function takeOffer(Take calldata take) external returns (bytes32[] memory);

    /// The same at the price of the provider's signed quote, once.
    function takeQuote(Take calldata take, Quote calldata quote, bytes calldata signature)
        external
        returns (bytes32[] memory);

    /// Makes the quotes that carry the next nonce for this tenant worthless.
    function cancelQuotes(address account, address tenant) external;

    // ---- orders ----------------------------------------------------------------------------

    /// Opens one order for each infrastructure.
    function submitDeployment(
        Submission calldata submission,
        DeploymentInfrastructure[] calldata infrastructures
    ) external returns (uint32);

    /// Changes what later leases of the deployment are opened with.
    function updateDeployment(uint32 deployment_, bytes32 version, address launchKey) external;

    /// Refunds all open orders of the deployment, which are listed, and ends it.
    function closeDeployment(uint32 deployment_, uint32[] calldata orders) external;

    /// Refunds one open order.
    function closeOrder(uint32 order_) external;

    /// Bids on an order: one price for each of its groups, none above the order's.
    function submitFulfillment(
        address account,
        uint32 order_,
        DeploymentInfrastructure calldata infrastructure,
        LeaseTerms calldata terms,
        uint128[] calldata prices
    ) external;

    /// Takes a bid back while bids are taken.
    function cancelFulfillment(address account, uint32 order_) external;

    /// Credits a bidder the collateral of a bid that can no longer win.
    function reclaim(address account, uint32 order_) external;

    /// Gives the order to its lowest bid that still qualifies; `prices` are that bid's.
    function matchOrder(
        uint32 order_,
        DeploymentInfrastructure calldata infrastructure,
        LeaseTerms calldata terms,
        uint128[] calldata prices
    ) external returns (bytes32[] memory);

    // ---- leases ----------------------------------------------------------------------------

    /// Starts the lease, or installs the next boot's guest key, as the launch key signed.
    function activate(bytes32 lease_, uint32 boot, address guestKey, bytes calldata signature)
        external;

    /// Ends a lease that was not activated in time; its provider may decline before.
    function expirePending(
        bytes32 lease_,
        DeploymentInfrastructure calldata infrastructure,
        LeaseTerms calldata terms
    ) external;

    /// Pays for the seconds that guests signed for.
    function confirm(LeaseConfirmation[] calldata confirmations) external;

    /// Stops the machine by the tenant's will.
    function halt(bytes32 lease_) external;

    /// Lets it run again.
    function resume(bytes32 lease_) external;

    /// `halt` by a signature of the launch key over `haltDigest`.
    function haltSigned(bytes32 lease_, uint40 expiry, bytes calldata signature) external;

    /// `resume` by a signature of the launch key over `resumeDigest`.
    function resumeSigned(bytes32 lease_, uint40 expiry, bytes calldata signature) external;

    /// Says that the machine does not run: no pay, and the outage budget is drawn on.
    function interrupt(bytes32 lease_, InterruptReason reason) external;

    /// Pays the halted rate of halted or paused leases up to now.
    function collect(bytes32[] calldata leases_) external;

    /// Claims, with a bond, that the provider is silent.
    function suspect(bytes32 lease_) external;

    /// Ends a suspect lease after the grace: the collateral is the tenant's.
    function markStale(
        bytes32 lease_,
        DeploymentInfrastructure calldata infrastructure,
        LeaseTerms calldata terms
    ) external;

    /// Adds to a lease's escrow; strangers by whole periods.
    function topUp(address account, bytes32 lease_, uint96 amount) external;

    /// Credits the tenant what is above the floor and what may be owed.
    function withdrawExcess(bytes32 lease_, uint96 amount) external;

    /// Replaces the launch key; zero revokes it.
    function setLaunchKey(bytes32 lease_, address launchKey) external;

    /// Changes the manifest's hash of leases.
    function updateVersion(bytes32[] calldata leases_, bytes32 version) external;

    /// Says that the provider will leave: the notice begins.
    function giveNotice(bytes32 lease_, CloseReason reason) external;

    /// Ends a lease, by the party that the reason belongs to.
    function closeLease(bytes32 lease_, CloseReason reason) external;

    /// The provider leaves with the launch key's consent and forfeits nothing.
    function closeWithConsent(bytes32 lease_, CloseReason reason, bytes calldata signature) external;

    /// The resources are reset: the rest of the hold and the collateral go back.
    function confirmClosed(bytes32[] calldata leases_) external;

    /// Credits the tenant what was held for a last confirm that never came.
    function releaseHeld(bytes32 lease_) external;
}
