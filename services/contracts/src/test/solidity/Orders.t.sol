// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";

contract OrdersTest is Base {
    function bidder(uint256 i) private returns (address account) {
        account = vm.addr(0xB1D0000 + i);
        if (market.provider(account).registeredAt == 0) join(account);
    }

    function orderCount() private view returns (uint32 count) {
        (,,, count,,) = market.counts();
    }

    // ---- deployments ----------------------------------------------------------------------

    function testOneOrderAnInfrastructureAndTheDepositSplitByRate() public {
        DeploymentInfrastructure[] memory two = new DeploymentInfrastructure[](2);
        two[0] = infra(1, 1);
        two[1] = infra(2, 1);
        vm.prank(tenant);
        uint32 id = market.submitDeployment(submission(1200e6), two);
        OrderView[] memory page = market.ordersPage(0, 10);
        requireEqual(page.length, 2, "orders");
        requireEqual(page[0].deposit, 400e6, "a third");
        requireEqual(page[1].deposit, 800e6, "two thirds");
        requireEqual(page[1].deployment, id, "deployment");
        requireEqual(page[1].tenant == tenant ? 1 : 0, 1, "tenant");
        (uint32[] memory ids,) = market.deploymentsOf(tenant, 0, 5);
        requireEqual(ids.length, 1, "index");
        requireEqual(market.deploymentCountOf(tenant), 1, "count");
    }

    function testRefusesDeploymentsOutOfBounds() public {
        DeploymentInfrastructure[] memory list_ = new DeploymentInfrastructure[](0);
        refuseDeployment(submission(DEPOSIT), list_, E.BadDeployment.selector);
        list_ = new DeploymentInfrastructure[](9);
        for (uint256 k = 0; k < 9; k++) {
            list_[k] = infra(1, 1);
        }
        refuseDeployment(submission(DEPOSIT), list_, E.BadDeployment.selector);
        refuseInfra(infra(0, 1), E.BadDeployment.selector);
        refuseInfra(infra(5, 1), E.BadDeployment.selector);
        refuseInfra(infra(1, 17), E.BadCount.selector);
        refuseInfra(infra(4, 5), E.BadCount.selector);
        refuseInfra(infra(1, 0), E.BadCount.selector);
        DeploymentInfrastructure memory i = infra(1, 1);
        i.requirements = new Requirement[](5);
        refuseInfra(i, E.BadDeployment.selector);
        i.requirements = new Requirement[](1);
        refuseInfra(i, E.BadDeployment.selector);
        i = infra(1, 1);
        i.groups[0].price = 0;
        refuseInfra(i, E.BadPrice.selector);
        i = infra(1, 1);
        i.groups[0].unit.diskGiB = 0;
        refuseInfra(i, E.BadUnit.selector);
    }

    function testRefusesBadSubmissions() public {
        Submission memory d = submission(DEPOSIT);
        d.waitDuration = 0;
        refuseDeployment(d, infras(infra(1, 1)), E.BadWait.selector);
        d.waitDuration = 7 days + 1;
        refuseDeployment(d, infras(infra(1, 1)), E.BadWait.selector);
        d = submission(DEPOSIT);
        d.launchKey = address(0);
        refuseDeployment(d, infras(infra(1, 1)), E.BadLaunchKey.selector);
        d = submission(DEPOSIT);
        d.version = 0;
        refuseDeployment(d, infras(infra(1, 1)), E.BadVersion.selector);
        d = submission(DEPOSIT);
        d.terms.period = 1;
        refuseDeployment(d, infras(infra(1, 1)), E.BadTerms.selector);
        d = submission(DEPOSIT);
        d.account = stranger;
        refuseDeployment(d, infras(infra(1, 1)), E.NotAuthorized.selector);
        // The floor of one machine, and the bounty of the match.
        uint96 least =
            uint96((uint256(RATE) * (PERIOD + GRACE + PAUSE_GRACE) + WAD - 1) / WAD + 1e6);
        refuseDeployment(submission(least - 1), infras(infra(1, 1)), E.DepositTooLow.selector);
        vm.prank(tenant);
        market.submitDeployment(submission(least), infras(infra(1, 1)));
    }

    function refuseInfra(DeploymentInfrastructure memory i, bytes4 refusal) private {
        refuseDeployment(submission(DEPOSIT), infras(i), refusal);
    }

    function refuseDeployment(
        Submission memory d,
        DeploymentInfrastructure[] memory list_,
        bytes4 refusal
    ) private {
        refuse(tenant, refusal);
        market.submitDeployment(d, list_);
    }

    function testUpdateChangesWhatLaterLeasesAreOpenedWith() public {
        uint32 id = order(1);
        refuse(stranger, E.NotAuthorized.selector);
        market.updateDeployment(1, keccak256("2"), stranger);
        refuse(tenant, E.BadVersion.selector);
        market.updateDeployment(1, 0, stranger);
        refuse(tenant, E.BadLaunchKey.selector);
        market.updateDeployment(1, keccak256("2"), address(0));
        refuse(tenant, E.NoSuchDeployment.selector);
        market.updateDeployment(9, keccak256("2"), stranger);
        vm.prank(tenant);
        market.updateDeployment(1, keccak256("2"), stranger);
        bid(provider, id, 1, RATE);
        skip(1 hours);
        bytes32 lease = matchAt(id, 1, RATE)[0];
        requireEqual(market.lease(lease).version, keccak256("2"), "version");
        require(market.lease(lease).launchKey == stranger, "launch key");
    }

    function testClosingADeploymentRefundsItsOrdersAndEndsIt() public {
        uint32 id = order(1);
        bid(provider, id, 1, RATE);
        uint32[] memory none = new uint32[](0);
        refuse(tenant, E.OrdersStillOpen.selector);
        market.closeDeployment(1, none);
        uint32[] memory all = new uint32[](1);
        all[0] = id;
        refuse(stranger, E.NotAuthorized.selector);
        market.closeDeployment(1, all);
        vm.prank(tenant);
        market.closeDeployment(1, all);
        requireEqual(credit(tenant), DEPOSIT, "refund");
        refuse(tenant, E.DeploymentClosed.selector);
        market.closeDeployment(1, all);
        market.reclaim(provider, id);
        requireEqual(credit(provider), COLLATERAL, "the bidder's collateral");
        requireEqual(market.ordersPage(0, 5).length, 0, "open orders");
    }

    function testOrdersOfOthersAreNotClosed() public {
        uint32 id = order(1);
        order(1);
        uint32[] memory all = new uint32[](1);
        all[0] = id;
        refuse(tenant, E.NoSuchOrder.selector);
        market.closeDeployment(2, all);
        refuse(stranger, E.NotAuthorized.selector);
        market.closeOrder(id);
        vm.prank(tenant);
        market.closeOrder(id);
        refuse(tenant, E.OrderNotOpen.selector);
        market.closeOrder(id);
        refuse(tenant, E.NoSuchOrder.selector);
        market.closeOrder(9);
    }

    // ---- bids ------------------------------------------------------------------------------

    function testRefusesBidsThatDoNotMeetTheOrder() public {
        uint32 id = order(1);
        refuse(provider, E.BidTooHigh.selector);
        market.submitFulfillment(provider, id, infra(1, 1), terms(), price(RATE + 1));
        refuse(provider, E.BadPrice.selector);
        market.submitFulfillment(provider, id, infra(1, 1), terms(), price(0));
        refuse(provider, E.BadPrice.selector);
        market.submitFulfillment(provider, id, infra(1, 1), terms(), four(RATE));
        refuse(provider, E.BadCommitment.selector);
        market.submitFulfillment(provider, id, infra(1, 2), terms(), price(RATE));
        refuse(provider, E.NoSuchOrder.selector);
        market.submitFulfillment(provider, 9, infra(1, 1), terms(), price(RATE));
        refuse(stranger, E.NotRegistered.selector);
        market.submitFulfillment(stranger, id, infra(1, 1), terms(), price(RATE));
        refuse(stranger, E.NotAuthorized.selector);
        market.submitFulfillment(provider, id, infra(1, 1), terms(), price(RATE));
        bid(provider, id, 1, RATE);
        refuse(provider, E.AlreadyBid.selector);
        market.submitFulfillment(provider, id, infra(1, 1), terms(), price(RATE - 1));
        skip(1 hours);
        address late = bidder(1);
        refuse(late, E.BiddingClosed.selector);
        market.submitFulfillment(late, id, infra(1, 1), terms(), price(RATE));
    }

    function testRequirementsAreCheckedAtTheBid() public {
        DeploymentInfrastructure memory i = infra(1, 1);
        i.requirements = new Requirement[](1);
        i.requirements[0] = Requirement(keeper, "host", "verified");
        i.minStake = STAKE;
        vm.prank(tenant);
        market.submitDeployment(submission(DEPOSIT), infras(i));
        refuse(provider, E.NotQualified.selector);
        market.submitFulfillment(provider, 1, i, terms(), price(RATE));
        vm.prank(keeper);
        market.attest(provider, "host", "verified");
        vm.prank(provider);
        market.submitFulfillment(provider, 1, i, terms(), price(RATE));
        i.region = "elsewhere";
        vm.prank(tenant);
        market.submitDeployment(submission(DEPOSIT), infras(i));
        refuse(provider, E.NotQualified.selector);
        market.submitFulfillment(provider, 2, i, terms(), price(RATE));
        i.region = 0;
        i.minStake = STAKE + 1;
        vm.prank(tenant);
        market.submitDeployment(submission(DEPOSIT), infras(i));
        refuse(provider, E.NotQualified.selector);
        market.submitFulfillment(provider, 3, i, terms(), price(RATE));
    }

    function testJunkBidsBlockNobody() public {
        uint32 id = order(1);
        for (uint256 i = 0; i < 20; i++) {
            bid(bidder(i), id, 1, RATE);
        }
        address good = bidder(20);
        refuse(good, E.BidNotLowEnough.selector);
        market.submitFulfillment(good, id, infra(1, 1), terms(), price(RATE));
        bid(good, id, 1, RATE - 1);
        // On a tie the latest of the highest leaves, with its collateral.
        requireEqual(credit(bidder(19)), COLLATERAL, "evicted");
        requireEqual(market.bids(id).length, 20, "places");
        address loser = bidder(0);
        refuse(E.OrderNotExpired.selector);
        market.reclaim(loser, id);
        skip(1 hours);
        matchAt(id, 1, RATE - 1);
        require(market.lease(market.leaseIdOf(1)).provider == good, "the lowest wins");
        address evicted = bidder(19);
        refuse(E.NoSuchBid.selector);
        market.reclaim(evicted, id);
    }

    function testCancelsOnlyWhileBidsAreTaken() public {
        uint32 id = order(1);
        bid(provider, id, 1, RATE);
        refuse(stranger, E.NotAuthorized.selector);
        market.cancelFulfillment(provider, id);
        refuse(stranger, E.NoSuchBid.selector);
        market.cancelFulfillment(stranger, id);
        vm.prank(provider);
        market.cancelFulfillment(provider, id);
        requireEqual(credit(provider), COLLATERAL, "collateral");
        bid(provider, id, 1, RATE);
        skip(1 hours);
        // A bid that is about to win cannot be pulled back in the block of the match.
        refuse(provider, E.BiddingClosed.selector);
        market.cancelFulfillment(provider, id);
        matchAt(id, 1, RATE);
        refuse(provider, E.OrderNotOpen.selector);
        market.cancelFulfillment(provider, id);
        refuse(provider, E.OrderNotOpen.selector);
        market.submitFulfillment(provider, id, infra(1, 1), terms(), price(RATE));
    }

    function testBidsThatFillAnOrderStand() public {
        uint32 id = order(1);
        for (uint256 i = 0; i < 20; i++) {
            bid(bidder(i), id, 1, 1);
        }
        address first = bidder(0);
        refuse(first, E.OrderFull.selector);
        market.cancelFulfillment(first, id);
        skip(1 hours);
        bytes32 lease = matchAt(id, 1, 1)[0];
        require(market.lease(lease).provider == first, "bound by his word");
    }

    // ---- the match -------------------------------------------------------------------------

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

    // ---- persist ---------------------------------------------------------------------------

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
