// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";

/// Attempts to take or lock the money of others. They fail; they stay so that they keep failing.
contract AttacksTest is Base {
    DeploymentInfrastructure private none;

    // ---- holds and settlement ----------------------------------------------------------------

    function testAHoldIsPaidOnce() public {
        bytes32 id = activeLease();
        skip(2 days);
        LeaseConfirmation[] memory c = one(heartbeat(id, 2 days));
        close(id);
        vm.prank(provider);
        market.confirm(c);
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
        c = one(heartbeat(id, 2 days));
        refuse(provider, E.NothingToPay.selector);
        market.confirm(c);
        refuse(E.SettlementOpen.selector);
        market.releaseHeld(id);
        skip(WINDOW + 1);
        refuse(E.NothingToPay.selector);
        market.releaseHeld(id);
        confirmClosed(id);
        requireEqual(credit(provider), pay(2 days) + COLLATERAL, "provider");
        requireEqual(credit(tenant), DEPOSIT - pay(2 days), "tenant");
    }

    function testTheLastSecondOfTheWindowIsTheProvidersAndTheNextTheTenants() public {
        bytes32 id = activeLease();
        skip(1 days);
        close(id);
        vm.warp(vm.getBlockTimestamp() + WINDOW);
        refuse(E.SettlementOpen.selector);
        market.releaseHeld(id);
        vm.warp(vm.getBlockTimestamp() + 1);
        LeaseConfirmation[] memory c = one(heartbeat(id, 1 days));
        refuse(provider, E.SettlementOver.selector);
        market.confirm(c);
        market.releaseHeld(id);
        requireEqual(credit(tenant), DEPOSIT, "tenant");
    }

    function testAForfeitAndAReturnAreTogetherTheCollateralAtEverySecond(uint32 after_) public {
        bytes32 id = activeLease();
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        skip(after_ % 3 days);
        vm.prank(provider);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        uint256 held = market.lease(id).escrow;
        uint256 forfeited = credit(tenant) + held - DEPOSIT;
        confirmClosed(id);
        requireEqual(forfeited + credit(provider), COLLATERAL, "collateral");
        uint256 least = uint256(COLLATERAL) * (3 days - after_ % 3 days) / 3 days;
        requireEqual(forfeited, least, "pro rata, rounded down");
    }

    // ---- notice --------------------------------------------------------------------------------

    function testANoticeGivenInTheBlockOfTheCloseSavesNothing() public {
        bytes32 id = activeLease();
        vm.startPrank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        vm.stopPrank();
        requireEqual(market.lease(id).collateral, 0, "forfeited");
    }

    function testANoticeOfTheFirstDayIsWorthNothingAMonthLater() public {
        bytes32 id = activeLease();
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        for (uint256 i = 0; i < 5; i++) {
            skip(6 days);
            confirm(id, 6 days);
        }
        vm.prank(tenant);
        market.topUp(tenant, id, DEPOSIT);
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        vm.prank(provider);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        requireEqual(market.lease(id).collateral, 0, "the new one begins now");
    }

    // ---- persist and bounties ------------------------------------------------------------------

    function testAnAccompliceDrainsAPersistentOrderByItsBountiesAndNoMore() public {
        submit(1);
        uint256 bidders = 0xACC0;
        for (uint32 id = 1; id <= 4; id++) {
            address accomplice = vm.addr(bidders + id);
            join(accomplice);
            bid(accomplice, id, 1, RATE);
            skip(1 hours);
            bytes32 lease = matchAt(id, 1, RATE)[0];
            skip(1 hours + 1);
            vm.prank(keeper);
            market.expirePending(lease, infra(1, 1), terms());
            requireEqual(credit(accomplice), COLLATERAL, "collateral alone");
        }
        requireEqual(credit(keeper), 4 * 1e6 + 4 * 5e5, "four matches, four expiries");
        requireEqual(credit(tenant), DEPOSIT - credit(keeper), "the rest is the tenant's");
    }

    function testABountyIsNoProfitOnOnesOwnOrders() public {
        uint256 before = token.balanceOf(tenant);
        submit(1);
        address accomplice = vm.addr(0xACC0);
        join(accomplice);
        bid(accomplice, 1, 1, RATE);
        skip(1 hours);
        vm.prank(tenant);
        bytes32 lease = market.matchOrder(1, infra(1, 1), terms(), price(RATE))[0];
        skip(1 hours + 1);
        vm.prank(tenant);
        market.expirePending(lease, infra(1, 1), terms());
        vm.prank(tenant);
        market.closeOrder(2);
        vm.prank(tenant);
        market.withdraw(tenant);
        requireEqual(token.balanceOf(tenant), before, "as much as before");
    }

    function testAProviderThatSuspectsHimselfLosesTheRestToHisTenant() public {
        bytes32 id = activeLease();
        skip(PERIOD + GRACE + 1);
        vm.startPrank(provider);
        market.suspect(id);
        skip(GRACE);
        market.markStale(id, none, terms());
        vm.stopPrank();
        requireEqual(credit(provider), BOND + 5e6, "his bond, and the bounties at most");
        requireEqual(credit(tenant), DEPOSIT + COLLATERAL - 5e6, "the tenant");
    }

    // ---- griefing ----------------------------------------------------------------------------------

    /// Nineteen low bids that an auditor disowns, before the one that may win: no loop is dear.
    function testBidsThatMayNotWinMakeNoMatchTooDear() public {
        DeploymentInfrastructure memory i = infra(1, 1);
        i.requirements = new Requirement[](4);
        for (uint256 r = 0; r < 4; r++) {
            i.requirements[r] = Requirement(keeper, bytes32(r + 1), "yes");
        }
        vm.prank(tenant);
        market.submitDeployment(submission(DEPOSIT), infras(i));
        for (uint256 k = 0; k < 20; k++) {
            address who = vm.addr(0xACC0 + k);
            join(who);
            for (uint256 r = 0; r < 4; r++) {
                vm.prank(keeper);
                market.attest(who, bytes32(r + 1), "yes");
            }
            vm.prank(who);
            market.submitFulfillment(who, 1, i, terms(), price(RATE - 20 + uint128(k)));
            vm.prank(keeper);
            if (k < 19) market.revoke(who, bytes32(uint256(4)));
            else market.attest(who, "other", "yes");
        }
        skip(1 hours);
        uint256 gas = gasleft();
        market.matchOrder(1, i, terms(), price(RATE - 1));
        require(gas - gasleft() < 1_000_000, "gas");
    }

    function testTheLastSecondOfAnActivationIsStillInTime() public {
        uint32 offer = list(2);
        bytes32 id = take(offer);
        bytes32 late = take(offer);
        vm.warp(market.lease(id).mark);
        refuse(keeper, E.NotYetExpired.selector);
        market.expirePending(id, none, terms());
        activate(id, 1);
        vm.warp(vm.getBlockTimestamp() + 1);
        bytes memory signature = signActivation(late, 1);
        refuse(provider, E.ActivationExpired.selector);
        market.activate(late, 1, guestKey, signature);
        vm.prank(keeper);
        market.expirePending(late, none, terms());
    }

    function testTheFirstSecondAfterBiddingIsTheMatchsAndTheLastIsADayLater() public {
        uint32 id = order(1);
        uint32 next = order(1);
        bid(provider, id, 1, RATE);
        bid(provider, next, 1, RATE);
        vm.warp(START + 1 hours - 1);
        refuse(keeper, E.BiddingStillOpen.selector);
        market.matchOrder(id, infra(1, 1), terms(), price(RATE));
        vm.warp(START + 1 hours);
        refuse(provider, E.BiddingClosed.selector);
        market.cancelFulfillment(provider, id);
        matchAt(id, 1, RATE);
        vm.warp(START + 25 hours);
        refuse(E.OrderNotExpired.selector);
        market.reclaim(provider, next);
        matchAt(next, 1, RATE);
    }

    function testDonationsAreNobodysAndHarmNothing() public {
        token.mint(address(market), 12345);
        bytes32 id = take(list(1));
        close(id);
        vm.prank(tenant);
        market.withdraw(tenant);
        requireEqual(token.balanceOf(address(market)), STAKE + COLLATERAL + 12345, "they stay");
    }

    function testOneBadHeartbeatStopsItsOwnBatchAndNoOther() public {
        uint32 offer = list(2);
        bytes32 id = take(offer);
        bytes32 other = take(offer);
        activate(id, 1);
        activate(other, 1);
        skip(100);
        LeaseConfirmation[] memory c = new LeaseConfirmation[](2);
        c[0] = heartbeat(id, 100);
        c[1] = heartbeat(other, 100);
        c[1].served = 101;
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
        requireEqual(credit(provider), 0, "all or none");
        confirm(id, 100);
    }

    function testTwiceTheSameLeaseInABatchPaysNobodyTwice() public {
        bytes32 id = activeLease();
        skip(100);
        LeaseConfirmation[] memory c = new LeaseConfirmation[](2);
        c[0] = heartbeat(id, 100);
        c[1] = c[0];
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
        bytes32[] memory twice = new bytes32[](2);
        twice[0] = id;
        twice[1] = id;
        close(id);
        refuse(provider, E.WrongState.selector);
        market.confirmClosed(twice);
    }

    function testAStrangersTopUpNeitherPausesNorProlongsAgainstTheTenant() public {
        bytes32 id = activeLease();
        uint96 whole = uint96(pay(PERIOD));
        vm.prank(stranger);
        market.topUp(stranger, id, whole);
        close(id);
        requireEqual(credit(tenant), DEPOSIT + whole, "a gift");
    }
}
