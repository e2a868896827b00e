// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CloseReason,
    Config,
    DeploymentState,
    LeaseState,
    OfferMode,
    OrderState,
    Tier
} from "./Values.sol";

// What the market stores, and where: STORAGE.md. The order of the fields never changes.

/// `provider` is set at the first registration: the slot is then in use before the first pay comes.
struct Account {
    uint112 credit;
    uint48 provenConfidential;
    uint48 provenStandard;
    uint32 leaseCount;
    bool provider;
}

struct Provider {
    uint96 stake;
    uint40 registeredAt;
    uint40 unbondedAt;
    uint32 openLeases;
    uint32 leaseCount;
    bytes32 tlsKeyHash;
    bytes32 region;
    bytes32 profileHash;
    string endpoint;
}

/// Counters that are never reset; notActivatedTenant is the account's own as a tenant.
struct Record {
    uint32 completed;
    uint32 stale;
    uint32 closedByProvider;
    uint32 notActivated;
    uint32 notActivatedTenant;
}

struct Offer {
    address provider;
    uint40 endsAt;
    uint16 count;
    uint16 taken;
    OfferMode mode;
    uint128 price;
    uint96 collateral;
    uint8 haltedPercent;
    uint16 vcpu;
    uint32 memoryMiB;
    uint32 diskGiB;
    uint32 bandwidthMbps;
    Tier tier;
    uint16 periodMinutes;
    uint16 activateMinutes;
    uint16 outageMinutes;
    uint16 noticeMinutes;
    uint32 position;
}

struct Deployment {
    address tenant;
    DeploymentState state;
    uint16 openOrders;
    uint24 waitDuration;
    address launchKey;
    bytes32 version;
}

struct Order {
    bytes32 commitment;
    uint96 deposit;
    uint32 deployment;
    uint40 closesAt;
    OrderState state;
    uint8 bidCount;
    uint8 reopened;
    uint24 bidSequence;
    uint32 position;
    address[3] excluded;
}

struct Bid {
    address provider;
    uint24 sequence;
    uint40 time;
    uint128 total;
    uint96 collateral;
    bytes32 pricesHash;
}

/// beat is last (40 bits) | boot (32) | entropy (184); fresh at every activation and paid confirm.
struct Lease {
    bytes32 eventDigest;
    bytes32 beat;
    uint128 rate;
    uint96 escrow;
    uint32 eventCount;
    address provider;
    LeaseState state;
    uint8 flags;
    uint40 endsAt;
    uint40 mark;
    address guestKey;
    uint32 off;
    uint40 startedAt;
    uint24 span;
    address tenant;
    uint96 collateral;
    address launchKey;
    uint16 periodMinutes;
    uint16 outageMinutes;
    uint16 noticeMinutes;
    uint32 origin;
    uint8 group;
    uint8 haltedPercent;
    bytes32 version;
    uint40 quietFrom;
    uint40 noticeAt;
    uint40 outageFrom;
    uint32 outageUsed;
    uint32 controlNonce;
    CloseReason reason;
    CloseReason noticeReason;
    address suspector;
    uint64 suspectBlock;
}

// Bits of Lease.flags.
uint8 constant FLAG_CONFIDENTIAL = 1;
uint8 constant FLAG_ORDER = 2;
uint8 constant FLAG_PERSIST = 4;
uint8 constant FLAG_PAUSED_HALTED = 8;

struct Delegation {
    uint96 spendPerDay;
    uint32 acts;
    uint40 expiry;
    uint96 spent;
    uint24 day;
}

struct Store {
    uint32 leaseCount;
    uint32 offerCount;
    uint32 deploymentCount;
    uint32 orderCount;
    uint8 entered;
    Config config;
    mapping(address => Account) accounts;
    mapping(address => Provider) providers;
    mapping(address => Record) records;
    mapping(uint256 => Offer) offers;
    uint32[] openOffers;
    mapping(uint256 => Deployment) deployments;
    mapping(uint256 => Order) orders;
    uint32[] openOrders;
    mapping(uint256 => mapping(uint256 => Bid)) bids;
    mapping(bytes32 => Lease) leases;
    mapping(address => mapping(uint256 => uint256)) tenantLeases;
    mapping(address => mapping(uint256 => uint256)) providerLeases;
    mapping(address => uint32[]) deploymentsOf;
    mapping(bytes32 => bytes32) audits;
    mapping(address => mapping(address => Delegation)) delegations;
    mapping(address => mapping(address => uint256)) quoteNonces;
}
