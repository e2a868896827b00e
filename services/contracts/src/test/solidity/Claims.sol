// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../../main/solidity/Types.sol";
import {Slots} from "./Slots.sol";

/// What the market owes to whom, read from its storage as a light client would, and much faster than
/// by views.
abstract contract Claims is Slots {
    address[] public accounts;
    /// From one; zero for addresses that take no part.
    mapping(address => uint256) internal numberOf;
    uint256[] private sums;

    function takePart(address account) internal {
        accounts.push(account);
        numberOf[account] = accounts.length;
        sums.push();
    }

    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    /// All that the market owes to anyone.
    function owed() public returns (uint256 sum) {
        uint256[] memory all = claims();
        for (uint256 i = 0; i < all.length; i++) {
            sum += all[i];
        }
    }

    /// What the market owes to each account.
    function claims() internal returns (uint256[] memory) {
        from = 0;
        uint256 head = word(0);
        for (uint256 i = 0; i < accounts.length; i++) {
            from = keyed(accounts[i], 4);
            sums[i] = field(0, 0, 112);
            from = keyed(accounts[i], 5);
            sums[i] += field(0, 0, 96);
        }
        for (uint256 n = 1; n <= uint32(head >> 32); n++) {
            from = keyed(n, 7);
            uint256 first = word(0);
            uint256 left = uint16(first >> 200) - uint256(uint16(first >> 216));
            if (uint8(first >> 232) == uint256(OfferMode.WITHDRAWN) || left == 0) continue;
            owe(uint160(first), field(1, 16, 96) * left);
        }
        for (uint256 n = 1; n <= uint32(head >> 96); n++) {
            ordered(n);
        }
        for (uint256 n = 1; n <= uint32(head); n++) {
            leased(n);
        }
        return sums;
    }

    /// Each word is loaded once, and of a lease that ended only one: that nothing is left in those is
    /// checked at the end of a walk.
    function leased(uint256 n) private {
        from = leaseSlot(n);
        uint256 third = word(3);
        LeaseState state = LeaseState(uint8(third >> 160));
        if (state == LeaseState.STALE || state == LeaseState.CLOSED) return;
        uint256 fifth = word(5);
        owe(uint160(fifth), field(2, 16, 96));
        owe(uint160(third), fifth >> 160);
        if (state == LeaseState.SUSPECT) owe(field(9, 0, 160), BOND);
    }

    function ordered(uint256 n) private {
        from = keyed(n, 10);
        uint256 order_ = word(1);
        uint256 bids = uint8(order_ >> 176);
        if (uint96(order_) != 0) {
            from = keyed(uint32(order_ >> 96), uint256(9));
            owe(field(0, 0, 160), uint96(order_));
        }
        for (uint256 i = 0; i < bids; i++) {
            from = keyed(i, keyed(n, 12));
            owe(field(0, 0, 160), field(1, 16, 96));
        }
    }

    function owe(uint256 account, uint256 amount) private {
        if (amount != 0) sums[numberOf[address(uint160(account))] - 1] += amount;
    }

    function leaseSlot(uint256 n) internal view returns (bytes32) {
        return keyed(uint256(keccak256(abi.encode(block.chainid, address(market), n))), 13);
    }
}
