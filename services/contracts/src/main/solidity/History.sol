// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketEvents} from "./IMarketEvents.sol";
import {ComputeUnit, Lease, LeaseTerms} from "./Types.sol";

/// What a lease is opened with.
struct Opening {
    address tenant;
    address provider;
    bool fromOrder;
    bool persist;
    uint32 origin;
    uint8 group;
    ComputeUnit unit;
    uint128 rate;
    uint96 collateral;
    uint96 escrow;
    LeaseTerms terms;
    address launchKey;
    bytes32 version;
}

/// The history of a lease: each event is emitted and chained into the digest that the lease keeps.
library History {
    function recordOpened(
        Lease storage l,
        bytes32 id,
        Opening memory o,
        uint32 number,
        uint40 activateBy,
        uint40 time
    ) internal {
        bytes32 sig = IMarketEvents.LeaseOpened.selector;
        bytes memory e = abi.encode(
            sig,
            id,
            o.tenant,
            o.provider,
            IMarketEvents.Opened(
                number,
                o.fromOrder,
                o.origin,
                o.group,
                o.unit,
                o.rate,
                o.collateral,
                o.escrow,
                o.terms,
                activateBy,
                o.launchKey,
                o.version,
                o.persist,
                time
            )
        );
        chain(l, e);
        address tenant = o.tenant;
        address provider = o.provider;
        assembly ("memory-safe") {
            log4(add(e, 0xa0), sub(mload(e), 0x80), sig, id, tenant, provider)
        }
    }

    /// Emits an event given as topics and data in one piece, and chains it into the history.
    function record(Lease storage l, bytes32 sig, bytes32 id, bytes memory e) internal {
        chain(l, e);
        assembly ("memory-safe") {
            log2(add(e, 0x60), sub(mload(e), 0x40), sig, id)
        }
    }

    function chain(Lease storage l, bytes memory e) private {
        bytes32 digest = l.eventDigest;
        assembly ("memory-safe") {
            mstore(0, digest)
            mstore(0x20, keccak256(add(e, 0x20), mload(e)))
            digest := keccak256(0, 0x40)
        }
        l.eventDigest = digest;
        unchecked {
            // Four billion events cost more gas than a chain has.
            l.eventCount += 1;
        }
    }
}
