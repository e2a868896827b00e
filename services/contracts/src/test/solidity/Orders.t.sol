// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Bidding} from "./Bidding.sol";

/// Deployments, their orders, and the bids on them.
contract OrdersTest is Bidding {
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
}
