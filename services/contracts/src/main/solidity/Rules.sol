// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors} from "./IMarketErrors.sol";
import {
    ComputeUnit,
    LeaseTerms,
    MAX_ACTIVATE_WITHIN,
    MAX_NOTICE,
    MAX_PERIOD,
    MAX_RATE,
    MIN_ACTIVATE_WITHIN,
    MIN_PERIOD,
    OUTAGE_WINDOW,
    Provider,
    Store
} from "./Types.sol";

/// Bounds on what offers and orders may say.
library Rules {
    function checkUnit(ComputeUnit calldata u) internal pure {
        if (u.vcpu == 0 || u.memoryMiB == 0 || u.diskGiB == 0) revert IMarketErrors.BadUnit();
    }

    function checkPrice(uint256 price) internal pure {
        if (price == 0 || price > MAX_RATE) revert IMarketErrors.BadPrice();
    }

    function checkTerms(LeaseTerms calldata t) internal view {
        if (
            t.period < MIN_PERIOD || t.period > MAX_PERIOD || t.activateWithin < MIN_ACTIVATE_WITHIN
                || t.activateWithin > MAX_ACTIVATE_WITHIN || t.outageSeconds > OUTAGE_WINDOW
                || t.noticeSeconds > MAX_NOTICE || t.haltedPercent > 100 || t.period % 60 != 0
                || t.activateWithin % 60 != 0 || t.outageSeconds % 60 != 0
                || t.noticeSeconds % 60 != 0
                || (t.endsAt != 0 && t.endsAt <= block.timestamp + t.activateWithin)
        ) revert IMarketErrors.BadTerms();
    }

    /// A provider who may take on new leases: staked, and not on the way out.
    function checkProvider(Store storage s, address account) internal view {
        Provider storage p = s.providers[account];
        if (p.stake == 0) revert IMarketErrors.NotRegistered();
        if (p.unbondedAt != 0) revert IMarketErrors.ProviderUnbonding();
    }
}
