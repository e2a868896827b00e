// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarket} from "../../main/solidity/IMarket.sol";
import {TestToken} from "../../main/solidity/TestToken.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Walk} from "./Walk.sol";

contract InvariantsTest {
    Walk private walk;
    IMarket private market;

    function setUp() public {
        walk = new Walk();
        walk.setUp();
        market = IMarket(walk.target());
    }

    function targetContracts() public view returns (address[] memory list) {
        list = new address[](1);
        list[0] = address(walk);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetSelectors() public view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0] = FuzzSelector(address(walk), new bytes4[](1));
        list[0].selectors[0] = Walk.step.selector;
    }

    /// Money in is money out and held, to the unit. (The walk refuses, besides, any change of state that
    /// is not in the table.)
    function invariant_moneyIsConserved() public {
        require(market.config().token.balanceOf(address(market)) == walk.owed(), "money");
    }

    /// The walk is worth something only if its acts succeed, all of them.
    function testTheWalkDoesEveryAct() public {
        uint256 act;
        for (uint256 i = 0; i < 1500 && act < 32; i++) {
            walk.step(uint256(keccak256(abi.encode("walk", i))));
            while (act < 32 && walk.done(act) > 0) act++;
        }
        require(act == 32, "an act never succeeded");
        afterInvariant();
    }

    /// At the end of each walk, what is dearer to check.
    function afterInvariant() public view {
        collateralLeavesOnce();
        historiesEndAtTheirDigests();
        countersAgreeWithTheLeases();
    }

    function collateralLeavesOnce() private view {
        (uint32 leases,,,,,) = market.counts();
        for (uint32 n = 1; n <= leases; n++) {
            LeaseView memory l = market.lease(market.leaseIdOf(n));
            require(
                walk.collateralOut(l.id) + l.collateral == walk.collateralIn(l.id),
                "collateral left twice or not at all"
            );
            bool ended = l.state == LeaseState.STALE || l.state == LeaseState.CLOSED;
            require(!ended || l.escrow + l.collateral == 0, "money left behind");
        }
    }

    function historiesEndAtTheirDigests() private view {
        (uint32 leases,,,,,) = market.counts();
        for (uint32 n = 1; n <= leases; n++) {
            bytes32 id = market.leaseIdOf(n);
            (, bytes32 digest) = market.historyOf(id);
            require(walk.digests(id) == digest, "an event is missing from the history");
        }
    }

    function countersAgreeWithTheLeases() private view {
        (uint32 leases,,,,,) = market.counts();
        for (uint256 i = 0; i < walk.accountCount(); i++) {
            address account = walk.accounts(i);
            uint256 open;
            uint256 stale;
            for (uint32 n = 1; n <= leases; n++) {
                LeaseView memory l = market.lease(market.leaseIdOf(n));
                if (l.provider != account) continue;
                if (l.state == LeaseState.STALE) stale++;
                else if (l.state != LeaseState.CLOSED) open++;
            }
            ProviderView memory p = market.provider(account);
            require(p.openLeases == open && p.record.stale == stale, "counters");
        }
    }
}
