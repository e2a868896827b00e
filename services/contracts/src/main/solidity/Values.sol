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
// A stake outlives every bid that was made before its owner wanted it back.
uint256 constant MIN_UNBONDING = MAX_WAIT + MATCH_WINDOW;
uint256 constant MAX_UNBONDING = 90 days;
uint256 constant MAX_REOPENED = 3;
uint256 constant MIN_PERIOD = 1 hours;
uint256 constant MAX_PERIOD = 30 days;
uint256 constant MIN_ACTIVATE_WITHIN = 10 minutes;
uint256 constant MAX_ACTIVATE_WITHIN = 24 hours;
uint256 constant OUTAGE_WINDOW = 30 days;
uint256 constant MAX_NOTICE = 30 days;
uint256 constant NOTICE_LASTS = 7 days;
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
