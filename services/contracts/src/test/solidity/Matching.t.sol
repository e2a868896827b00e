// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Bidding} from "./Bidding.sol";

/// Who wins an order.
contract MatchingTest is Bidding {
    function testLowestWinsAndTheEarlierOnATie() public {
        uint32 id = order(2);
        bid(bidder(1), id, 2, RATE - 1);
        bid(bidder(2), id, 2, RATE - 5);
        bid(bidder(3), id, 2, RATE - 5);
        refuse(keeper, E.BiddingStillOpen.selector);
        market.matchOrder(id, infra(1, 2), terms(), price(RATE - 5));
        skip(1 hours);
        refuse(keeper, E.BadCommitment.selector);
        market.matchOrder(id, infra(1, 2), terms(), price(RATE - 1));
        bytes32[] memory ids = matchAt(id, 2, RATE - 5);
        requireEqual(ids.length, 2, "leases");
        LeaseView memory l = market.lease(ids[1]);
        require(l.provider == bidder(2), "the earlier");
        requireEqual(l.rate, RATE - 5, "rate");
        requireEqual(l.collateral, COLLATERAL, "collateral");
        requireEqual(
            l.escrow + market.lease(ids[0]).escrow, 2 * DEPOSIT - 1e6, "deposit but the bounty"
        );
        requireEqual(credit(keeper), 1e6, "bounty");
        require(l.fromOrder && l.persist && l.origin == id, "origin");
        refuse(keeper, E.OrderNotOpen.selector);
        market.matchOrder(id, infra(1, 2), terms(), price(RATE - 5));
        market.reclaim(bidder(1), id);
        requireEqual(credit(bidder(1)), 2 * COLLATERAL, "the loser's collateral");
    }

    function testDepositIsSplitByRateAmongGroups() public {
        DeploymentInfrastructure memory i = infra(2, 1);
        vm.prank(tenant);
        market.submitDeployment(submission(900e6), infras(i));
        uint128[] memory prices = new uint128[](2);
        prices[0] = RATE;
        prices[1] = RATE / 2;
        vm.prank(provider);
        market.submitFulfillment(provider, 1, i, terms(), prices);
        skip(1 hours);
        uint128[] memory other = new uint128[](2);
        other[0] = RATE / 2;
        other[1] = RATE;
        refuse(keeper, E.BadCommitment.selector);
        market.matchOrder(1, i, terms(), other);
        vm.prank(keeper);
        bytes32[] memory ids = market.matchOrder(1, i, terms(), prices);
        requireEqual(market.lease(ids[0]).escrow, uint256(899e6) * 2 / 3, "two thirds");
        requireEqual(market.lease(ids[1]).group, 1, "group");
        requireEqual(
            market.lease(ids[0]).escrow + market.lease(ids[1]).escrow, 899e6, "nothing lost"
        );
    }

    /// An order that asks for a keeper's word, and a bid at each price with it.
    function audited(uint128[2] memory prices) private returns (DeploymentInfrastructure memory i) {
        i = infra(1, 1);
        i.requirements = new Requirement[](1);
        i.requirements[0] = Requirement(keeper, "host", "verified");
        vm.prank(tenant);
        market.submitDeployment(submission(DEPOSIT), infras(i));
        for (uint256 k = 0; k < 2; k++) {
            address who = bidder(k + 1);
            vm.prank(keeper);
            market.attest(who, "host", "verified");
            vm.prank(who);
            market.submitFulfillment(who, 1, i, terms(), price(prices[k]));
        }
    }

    function testABidThatNoLongerQualifiesIsSkipped() public {
        DeploymentInfrastructure memory i = audited([RATE - 9, RATE - 5]);
        address lowest = bidder(1);
        vm.prank(keeper);
        market.revoke(lowest, "host");
        skip(1 hours);
        bytes32 lease = market.matchOrder(1, i, terms(), price(RATE - 5))[0];
        require(market.lease(lease).provider == bidder(2), "the next");
        market.reclaim(lowest, 1);
    }

    function testAnOrderWithoutAQualifiedBidIsNotMatched() public {
        DeploymentInfrastructure memory i = audited([RATE, RATE]);
        for (uint256 k = 1; k < 3; k++) {
            address who = bidder(k);
            vm.prank(keeper);
            market.revoke(who, "host");
        }
        skip(1 hours);
        refuse(keeper, E.NoQualifiedBid.selector);
        market.matchOrder(1, i, terms(), price(RATE));
    }

    /// Leaving, or moving, in the block of the match would be a way to cancel there after all.
    function testABidderIsBoundWhateverHeThenSaysOfHimself() public {
        uint32 id = order(1);
        bid(bidder(1), id, 1, RATE - 9);
        bid(bidder(2), id, 1, RATE - 5);
        skip(1 hours);
        address winner = bidder(1);
        vm.prank(winner);
        market.startUnbonding();
        ProviderProfile memory elsewhere = profile();
        elsewhere.region = "elsewhere";
        vm.prank(winner);
        market.updateProvider(winner, elsewhere);
        bytes32 lease = matchAt(id, 1, RATE - 9)[0];
        require(market.lease(lease).provider == winner, "he won");
        skip(14 days);
        refuse(winner, E.LeasesStillOpen.selector);
        market.withdrawStake();
    }

    function testAStakeOutlivesTheOrdersThatWereBidOn() public {
        Submission memory d = submission(DEPOSIT);
        d.waitDuration = 7 days;
        vm.prank(tenant);
        market.submitDeployment(d, infras(infra(1, 1)));
        bid(provider, 1, 1, RATE);
        vm.prank(provider);
        market.startUnbonding();
        vm.warp(START + 8 days);
        refuse(provider, E.StillUnbonding.selector);
        market.withdrawStake();
        matchAt(1, 1, RATE);
    }

    function testAnOrderExpiresADayAfterItsBids() public {
        uint32 id = order(1);
        bid(provider, id, 1, RATE);
        skip(1 hours + MATCH_WINDOW);
        refuse(E.OrderNotExpired.selector);
        market.reclaim(provider, id);
        skip(1);
        refuse(keeper, E.OrderExpired.selector);
        market.matchOrder(id, infra(1, 1), terms(), price(RATE));
        market.reclaim(provider, id);
        requireEqual(credit(provider), COLLATERAL, "collateral");
        vm.prank(tenant);
        market.closeOrder(id);
        requireEqual(credit(tenant), DEPOSIT, "deposit");
    }

    function testClosingInTheBlockOfTheMatchHarmsNobody() public {
        uint32 id = order(1);
        bid(provider, id, 1, RATE);
        skip(1 hours);
        bytes32 lease = matchAt(id, 1, RATE)[0];
        close(lease);
        requireEqual(credit(tenant), DEPOSIT - 1e6, "deposit but the bounty");
        requireEqual(credit(provider), COLLATERAL, "collateral");
    }

    function testFuzzWinnerIsDecidedByPriceThenTime(uint256 seed) public {
        uint32 id = order(1);
        uint256 n = 1 + seed % 25;
        uint128 best = type(uint128).max;
        address winner;
        for (uint256 i = 0; i < n; i++) {
            // Few distinct prices, so that ties are common.
            uint128 p = RATE - uint128(uint256(keccak256(abi.encode(seed, i))) % 6);
            address who = bidder(i);
            vm.prank(who);
            try market.submitFulfillment(who, id, infra(1, 1), terms(), price(p)) {
                if (p < best) (best, winner) = (p, who);
            } catch {
                require(market.bids(id).length == 20 && p >= worst(id), "refused for no reason");
            }
        }
        skip(1 hours);
        bytes32 lease = matchAt(id, 1, best)[0];
        require(market.lease(lease).provider == winner, "winner");
    }

    function worst(uint32 id) private view returns (uint256 total) {
        Bid[] memory all = market.bids(id);
        for (uint256 i = 0; i < all.length; i++) {
            if (all[i].total > total) total = all[i].total;
        }
    }

    function testFuzzTheOrderOfBidsNeverDecidesButOnATie(uint256 seed) public {
        uint32 one_ = order(1);
        uint32 two = order(1);
        uint256 n = 2 + seed % 6;
        for (uint256 i = 0; i < n; i++) {
            // Distinct prices, the second order's bids in the opposite sequence.
            bid(bidder(i), one_, 1, distinct(seed, i));
            bid(bidder(n - 1 - i), two, 1, distinct(seed, n - 1 - i));
        }
        uint128 least = type(uint128).max;
        for (uint256 i = 0; i < n; i++) {
            if (distinct(seed, i) < least) least = distinct(seed, i);
        }
        skip(1 hours);
        bytes32 first = matchAt(one_, 1, least)[0];
        bytes32 second = matchAt(two, 1, least)[0];
        require(market.lease(first).provider == market.lease(second).provider, "winner");
    }

    function distinct(uint256 seed, uint256 i) private pure returns (uint128) {
        return RATE - uint128(uint256(keccak256(abi.encode(seed, i))) % 1e9 * 32 + i);
    }
}
