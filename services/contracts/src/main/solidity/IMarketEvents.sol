// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    Attribute,
    CloseReason,
    ComputeUnit,
    DeploymentInfrastructure,
    InterruptReason,
    LeaseTerms,
    OfferListing,
    OfferMode,
    ProviderProfile
} from "./Types.sol";

/// What the market tells. The events that begin with the lease's id are its history: each is hashed
/// into the lease's digest in the order of emission, and all their fields are static words.
interface IMarketEvents {
    struct Opened {
        uint32 number;
        bool fromOrder;
        uint32 origin;
        uint8 group;
        ComputeUnit unit;
        uint128 rate;
        uint96 collateral;
        uint96 escrow;
        LeaseTerms terms;
        uint40 activateBy;
        address launchKey;
        bytes32 version;
        bool persist;
        uint40 time;
    }

    // The history of a lease.
    event LeaseOpened(
        bytes32 indexed lease, address indexed tenant, address indexed provider, Opened opened
    );
    event LeaseActivated(
        bytes32 indexed lease, uint32 boot, address guestKey, bytes32 beat, uint40 time
    );
    event LeaseConfirmed(
        bytes32 indexed lease,
        uint32 boot,
        uint64 served,
        uint32 paidSeconds,
        uint96 amount,
        uint96 escrow,
        bytes32 beat,
        uint40 time
    );
    event LeaseHalted(bytes32 indexed lease, uint40 time);
    event LeaseResumed(bytes32 indexed lease, uint40 time);
    event LeaseInterrupted(bytes32 indexed lease, InterruptReason reason, uint40 time);
    event LeasePaused(bytes32 indexed lease, uint96 escrow, uint40 time);
    event LeaseUnpaused(bytes32 indexed lease, uint96 escrow, uint40 time);
    event LeaseCollected(
        bytes32 indexed lease, uint32 heldSeconds, uint96 amount, uint96 escrow, uint40 time
    );
    event LeaseToppedUp(
        bytes32 indexed lease, address from, uint96 amount, uint96 escrow, uint40 time
    );
    event LeaseExcessWithdrawn(bytes32 indexed lease, uint96 amount, uint96 escrow, uint40 time);
    event LeaseVersionChanged(bytes32 indexed lease, bytes32 version, uint40 time);
    event LeaseLaunchKeyChanged(bytes32 indexed lease, address launchKey, uint40 time);
    event LeaseNoticeGiven(
        bytes32 indexed lease, CloseReason reason, uint40 effectiveAt, uint40 time
    );
    event LeaseSuspected(
        bytes32 indexed lease, address by, uint96 bond, uint64 blockNumber, uint40 time
    );
    event LeaseSuspicionCleared(bytes32 indexed lease, address suspector, uint96 bond, uint40 time);
    event LeaseStale(
        bytes32 indexed lease,
        address suspector,
        uint96 bond,
        uint96 suspectBounty,
        address marker,
        uint96 staleBounty,
        uint96 toTenant,
        uint96 refund,
        uint40 time
    );
    event LeaseClosing(
        bytes32 indexed lease,
        CloseReason reason,
        address by,
        uint96 refund,
        uint96 held,
        uint96 forfeited,
        uint40 heldUntil,
        uint40 time
    );
    event LeaseHoldReleased(bytes32 indexed lease, uint96 refund, uint40 time);
    event LeaseClosed(
        bytes32 indexed lease,
        CloseReason reason,
        uint96 refund,
        uint96 collateral,
        uint96 bounty,
        address bountyTo,
        uint40 time
    );

    // Accounts and providers.
    event ProviderRegistered(
        address indexed provider, uint96 stake, ProviderProfile profile, uint40 time
    );
    event ProviderUpdated(address indexed provider, ProviderProfile profile, uint40 time);
    event StakeAdded(address indexed provider, uint96 amount, uint96 stake, uint40 time);
    event UnbondingStarted(address indexed provider, uint40 unbondedAt, uint40 time);
    event UnbondingCancelled(address indexed provider, uint40 time);
    event StakeWithdrawn(address indexed provider, uint96 amount, uint40 time);
    event Withdrawn(address indexed account, address indexed to, uint112 amount, uint40 time);
    event Attested(
        address indexed auditor,
        address indexed provider,
        bytes32 indexed key,
        bytes32 value,
        uint40 time
    );
    event Revoked(
        address indexed auditor, address indexed provider, bytes32 indexed key, uint40 time
    );
    event Delegated(
        address indexed account,
        address indexed key,
        uint32 acts,
        uint96 spendPerDay,
        uint40 expiry,
        uint40 time
    );
    event Undelegated(address indexed account, address indexed key, uint40 time);

    // Offers.
    event OfferListed(
        uint32 indexed offer,
        address indexed provider,
        OfferListing listing,
        uint96 locked,
        uint40 time
    );
    event OfferUpdated(
        uint32 indexed offer,
        uint128 price,
        uint16 count,
        OfferMode mode,
        uint40 endsAt,
        uint96 locked,
        uint40 time
    );
    event OfferTaken(
        uint32 indexed offer, address indexed tenant, uint16 units, uint16 taken, uint40 time
    );
    event OfferWithdrawn(uint32 indexed offer, uint96 returned, uint40 time);
    event QuotesCancelled(
        address indexed provider, address indexed tenant, uint64 nextNonce, uint40 time
    );

    // Deployments, orders, bids.
    event DeploymentSubmitted(
        uint32 indexed deployment,
        address indexed tenant,
        bytes32 version,
        address launchKey,
        uint96 deposit,
        uint40 time
    );
    event DeploymentUpdated(
        uint32 indexed deployment, bytes32 version, address launchKey, uint40 time
    );
    event DeploymentEnded(uint32 indexed deployment, uint40 time);
    event OrderOpened(
        uint32 indexed order,
        uint32 indexed deployment,
        uint96 deposit,
        uint40 closesAt,
        uint8 reopened,
        uint40 time,
        DeploymentInfrastructure infrastructure,
        LeaseTerms terms
    );
    event OrderClosed(uint32 indexed order, uint96 refund, uint40 time);
    event OrderMatched(
        uint32 indexed order,
        address indexed provider,
        uint128 total,
        uint32 firstLease,
        uint16 leases,
        uint96 bounty,
        address bountyTo,
        uint40 time
    );
    event BidSubmitted(
        uint32 indexed order,
        address indexed provider,
        uint24 sequence,
        uint128 total,
        uint96 collateral,
        uint128[] prices,
        uint40 time
    );
    event BidCancelled(
        uint32 indexed order, address indexed provider, uint96 collateral, uint40 time
    );
    event BidEvicted(
        uint32 indexed order, address indexed provider, uint96 collateral, uint40 time
    );
    event BidReclaimed(
        uint32 indexed order, address indexed provider, uint96 collateral, uint40 time
    );
}
