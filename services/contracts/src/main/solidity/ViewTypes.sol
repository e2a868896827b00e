// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    CloseReason,
    ComputeUnit,
    LeaseState,
    LeaseTerms,
    OfferMode,
    OrderState,
    Record
} from "./Types.sol";

// What reads answer with.

struct ProviderView {
    address account;
    uint96 stake;
    uint40 registeredAt;
    uint40 unbondedAt;
    uint32 openLeases;
    bytes32 tlsKeyHash;
    bytes32 region;
    bytes32 profileHash;
    string endpoint;
    Record record;
    uint48 provenConfidential;
    uint48 provenStandard;
}

struct OfferView {
    uint32 id;
    address provider;
    ComputeUnit unit;
    uint128 price;
    uint96 collateral;
    uint16 count;
    uint16 taken;
    OfferMode mode;
    LeaseTerms terms;
    uint96 minDeposit;
}

struct OrderView {
    uint32 id;
    uint32 deployment;
    address tenant;
    bytes32 commitment;
    uint96 deposit;
    uint40 closesAt;
    OrderState state;
    uint8 bidCount;
    uint8 reopened;
    address[3] excluded;
}

struct LeaseView {
    bytes32 id;
    address tenant;
    address provider;
    LeaseState state;
    bool confidential;
    bool fromOrder;
    bool persist;
    uint32 origin;
    uint8 group;
    uint128 rate;
    uint96 escrow;
    uint96 collateral;
    uint96 floor;
    uint32 period;
    uint32 outageSeconds;
    uint32 noticeSeconds;
    uint8 haltedPercent;
    uint40 endsAt;
    uint40 mark;
    uint40 startedAt;
    uint40 quietFrom;
    uint40 noticeAt;
    CloseReason noticeReason;
    uint40 outageFrom;
    uint32 outageUsed;
    uint32 off;
    uint32 unproven;
    address launchKey;
    uint32 controlNonce;
    address guestKey;
    uint32 boot;
    bytes32 beat;
    bytes32 version;
    CloseReason reason;
    address suspector;
    uint64 suspectBlock;
    uint32 eventCount;
    bytes32 eventDigest;
}
