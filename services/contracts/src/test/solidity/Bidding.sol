// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base} from "./Base.sol";

/// Orders and many who bid on them.
abstract contract Bidding is Base {
    function bidder(uint256 i) internal returns (address account) {
        account = vm.addr(0xB1D0000 + i);
        if (market.provider(account).registeredAt == 0) join(account);
    }

    function orderCount() internal view returns (uint32 count) {
        (,,, count,,) = market.counts();
    }
}
