// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

// The market's values. Rates are per second in WAD (1e-18ths of the token's base unit), times are
// seconds since 1970, amounts are base units of the token.

uint256 constant WAD = 1e18;
// Above this a rate is refused: 16 units at this rate over 30 days still fit 96 bits of money.
uint256 constant MAX_RATE = 1e36;
uint256 constant MAX_INFRASTRUCTURES = 8;
uint256 constant MAX_GROUPS = 4;
uint256 constant MAX_BIDS = 20;
uint256 constant MAX_REQUIREMENTS = 4;
uint256 constant MAX_ATTRIBUTES = 24;
uint256 constant MAX_CHIPS = 16;
uint256 constant MAX_CHIP_BYTES = 64;
uint256 constant MAX_ENDPOINT_BYTES = 128;
uint256 constant MAX_UNITS = 16;
uint256 constant MAX_WAIT = 7 days;
uint256 constant MATCH_WINDOW = 24 hours;
uint256 constant MAX_REOPENED = 3;
uint256 constant MIN_PERIOD = 1 hours;
uint256 constant MAX_PERIOD = 30 days;
uint256 constant MIN_ACTIVATE_WITHIN = 10 minutes;
uint256 constant MAX_ACTIVATE_WITHIN = 24 hours;
uint256 constant OUTAGE_WINDOW = 30 days;
uint256 constant MAX_NOTICE = 30 days;
uint256 constant MAX_PAGE = 500;

enum Tier {
    STANDARD,
    CONFIDENTIAL
}

enum LeaseState {
    NONE,
    PENDING,
    ACTIVE,
    HALTED,
    INTERRUPTED,
    PAUSED,
    SUSPECT,
    STALE,
    CLOSING,
    CLOSED
}

enum OrderState {
    NONE,
    OPEN,
    MATCHED,
    CLOSED
}

enum DeploymentState {
    NONE,
    ACTIVE,
    CLOSED
}

enum OfferMode {
    NONE,
    OPEN,
    QUOTE_ONLY,
    WITHDRAWN
}

/// Why a lease ended. The numbers never change.
enum CloseReason {
    NONE,
    TENANT,
    PROVIDER_UNSTABLE,
    PROVIDER_DECOMMISSION,
    PROVIDER_NO_HEARTBEAT,
    MANIFEST_TIMEOUT,
    ATTESTATION_FAILED,
    NOT_ACTIVATED,
    INSUFFICIENT_FUNDS,
    STALE,
    ENDED
}

enum InterruptReason {
    NONE,
    FAULT,
    MAINTENANCE,
    AWAITING_RELEASE
}

/// What a delegated key may do; each is a bit (1 << value) of the delegation.
enum Act {
    OFFERS,
    QUOTES,
    BIDS,
    ACTIVATE,
    CONFIRM,
    INTERRUPT,
    CLOSE,
    TAKE,
    ORDERS,
    HALT,
    TOP_UP,
    KEYS,
    PROFILE
}

struct ComputeUnit {
    uint16 vcpu;
    uint32 memoryMiB;
    uint32 diskGiB;
    uint32 bandwidthMbps;
    Tier tier;
}

/// What a lease never changes silently. Seconds; all but endsAt are whole minutes.
struct LeaseTerms {
    uint32 period;
    uint32 activateWithin;
    uint32 outageSeconds;
    uint32 noticeSeconds;
    uint8 haltedPercent;
    uint40 endsAt;
}

struct ResourceGroup {
    ComputeUnit unit;
    uint128 price;
    uint96 collateral;
    uint16 count;
}

struct Requirement {
    address auditor;
    bytes32 key;
    bytes32 value;
}

struct DeploymentInfrastructure {
    bytes32 region;
    bool persist;
    uint96 minStake;
    ResourceGroup[] groups;
    Requirement[] requirements;
}

struct Attribute {
    bytes32 key;
    bytes32 value;
}

struct ProviderProfile {
    string endpoint;
    bytes32 tlsKeyHash;
    bytes32 region;
    Attribute[] attributes;
    bytes[] chipIds;
}

struct OfferListing {
    ComputeUnit unit;
    uint128 price;
    uint96 collateral;
    uint16 count;
    OfferMode mode;
    LeaseTerms terms;
}

struct Take {
    address account;
    uint32 offer;
    uint128 maxPrice;
    uint16 units;
    uint96 deposit;
    bytes32 version;
    address launchKey;
}

struct Quote {
    uint32 offer;
    address tenant;
    uint128 price;
    uint16 units;
    uint64 nonce;
    uint40 expiry;
}

struct Submission {
    address account;
    uint32 waitDuration;
    uint96 deposit;
    bytes32 version;
    address launchKey;
    LeaseTerms terms;
}

struct LeaseConfirmation {
    bytes32 lease;
    uint64 served;
    bytes32 r;
    bytes32 s;
    uint8 v;
}

/// The market's constants, fixed at construction. Bounties and bond in base units, the rest seconds
/// but graceBlocks.
struct Config {
    IERC20 token;
    uint96 minStake;
    uint32 grace;
    uint32 graceBlocks;
    uint32 pauseGrace;
    uint32 settlementWindow;
    uint32 unbonding;
    uint96 suspectBond;
    uint64 matchBounty;
    uint64 expireBounty;
    uint64 suspectBounty;
    uint64 staleBounty;
}

// ---- storage -------------------------------------------------------------------------------

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
