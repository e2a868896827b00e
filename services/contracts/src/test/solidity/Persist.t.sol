// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Bidding} from "./Bidding.sol";

/// Orders that open again.
contract PersistTest is Bidding {
    function expire(bytes32 lease) private {
        skip(1 hours + 1);
        vm.prank(keeper);
        market.expirePending(lease, infra(1, 1), terms());
    }

    function testPersistReopensWithoutTheProviderAtMostThreeTimes() public {
        uint32 id = order(1);
        for (uint256 i = 0; i < 4; i++) {
            for (uint256 k = 0; k < i; k++) {
                address before = bidder(k);
                refuse(before, E.NotQualified.selector);
                market.submitFulfillment(before, id, infra(1, 1), terms(), price(RATE));
            }
            bid(bidder(i), id, 1, RATE);
            skip(1 hours);
            bytes32 lease = matchAt(id, 1, RATE)[0];
            uint256 escrow = market.lease(lease).escrow;
            expire(lease);
            requireState(lease, LeaseState.CLOSED);
            if (i == 3) {
                requireEqual(credit(tenant), escrow - 5e5, "refund in the end");
                break;
            }
            id += 1;
            OrderView memory o = market.order(id);
            requireEqual(o.deposit, escrow - 5e5, "the deposit goes on");
            requireEqual(o.reopened, i + 1, "reopened");
            requireEqual(credit(tenant), 0, "nothing yet");
        }
        requireEqual(orderCount(), id, "no fifth order");
        vm.prank(tenant);
        market.closeDeployment(1, new uint32[](0));
    }

    function testPersistReopensOneMachineOfManyAfterStale() public {
        DeploymentInfrastructure memory i = infra(2, 2);
        vm.prank(tenant);
        market.submitDeployment(submission(4 * DEPOSIT), infras(i));
        uint128[] memory prices = new uint128[](2);
        prices[0] = RATE;
        prices[1] = RATE / 2;
        vm.prank(provider);
        market.submitFulfillment(provider, 1, i, terms(), prices);
        skip(1 hours);
        vm.prank(keeper);
        bytes32 lease = market.matchOrder(1, i, terms(), prices)[2];
        activate(lease, 1);
        vm.prank(tenant);
        market.topUp(tenant, lease, DEPOSIT);
        skip(PERIOD + GRACE + 1);
        vm.prank(keeper);
        market.suspect(lease);
        skip(GRACE);
        refuse(keeper, E.BadCommitment.selector);
        market.markStale(lease, infra(1, 1), terms());
        vm.prank(keeper);
        market.markStale(lease, i, terms());
        OrderView memory o = market.order(2);
        requireEqual(uint256(o.state), uint256(OrderState.OPEN), "open");
        // The new order is for one unit of the group of the failed lease.
        address next = bidder(1);
        bid(next, 2, 1, RATE);
        requireEqual(market.bids(2)[0].total, RATE, "one unit");
    }

    function testAProviderDeclinesAPersistentLeaseOnlySoThatItsOrderOpensAgain() public {
        uint32 id = order(1);
        bid(provider, id, 1, RATE);
        skip(1 hours);
        bytes32 lease = matchAt(id, 1, RATE)[0];
        refuse(provider, E.WrongState.selector);
        market.closeLease(lease, CloseReason.PROVIDER_UNSTABLE);
        vm.prank(provider);
        market.expirePending(lease, infra(1, 1), terms());
        requireEqual(orderCount(), id + 1, "opened again");
    }

    function testAClosedDeploymentIsNotReopened() public {
        uint32 id = order(1);
        bid(provider, id, 1, RATE);
        skip(1 hours);
        bytes32 lease = matchAt(id, 1, RATE)[0];
        vm.prank(tenant);
        market.closeDeployment(1, new uint32[](0));
        expire(lease);
        requireEqual(orderCount(), id, "no order");
        requireEqual(credit(tenant), DEPOSIT - 15e5, "refund");
    }

    function testNothingIsReopenedWithTooLittleMoney() public {
        Submission memory d = submission(uint96(market_least()));
        vm.prank(tenant);
        market.submitDeployment(d, infras(infra(1, 1)));
        bid(provider, 1, 1, RATE);
        skip(1 hours);
        bytes32 lease = matchAt(1, 1, RATE)[0];
        expire(lease);
        requireEqual(orderCount(), 1, "no order");
        requireEqual(credit(tenant), market_least() - 15e5, "refund");
    }

    function market_least() private pure returns (uint256) {
        return uint256(RATE) * (PERIOD + GRACE + PAUSE_GRACE) / WAD + 1e6;
    }
}
