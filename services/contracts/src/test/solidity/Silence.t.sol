// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";

/// The end of what never began, and of what fell silent.
contract SilenceTest is Base {
    DeploymentInfrastructure private none;

    // ---- not activated -------------------------------------------------------------------------

    function testAProviderThatNeverBootsEarnsNothing() public {
        bytes32 id = take(list(1));
        refuse(keeper, E.NotYetExpired.selector);
        market.expirePending(id, none, terms());
        skip(1 hours + 1);
        vm.prank(keeper);
        market.expirePending(id, none, terms());
        requireEqual(credit(tenant), DEPOSIT - 5e5, "deposit but the bounty");
        requireEqual(credit(keeper), 5e5, "bounty");
        requireEqual(credit(provider), COLLATERAL, "no slash: the fault cannot be proven");
        requireEqual(market.provider(provider).record.notActivated, 1, "provider");
        requireEqual(market.provider(tenant).record.notActivatedTenant, 1, "tenant");
        refuse(keeper, E.WrongState.selector);
        market.expirePending(id, none, terms());
    }

    function testAProviderMayDeclineEarlyWithoutABounty() public {
        bytes32 id = take(list(1));
        vm.prank(provider);
        market.expirePending(id, none, terms());
        requireEqual(credit(tenant), DEPOSIT, "deposit");
        requireEqual(market.provider(tenant).record.notActivatedTenant, 0, "tenant");
    }

    function testAProviderEarnsNoBountyByWaitingForTheEnd() public {
        bytes32 id = take(list(1));
        skip(1 hours + 1);
        vm.prank(provider);
        market.expirePending(id, none, terms());
        requireEqual(credit(tenant), DEPOSIT, "deposit");
        requireEqual(credit(provider), COLLATERAL, "collateral");
    }

    // ---- stale ---------------------------------------------------------------------------------

    function testSilenceIsSuspectedOnlyAfterPeriodAndGrace() public {
        bytes32 id = activeLease();
        skip(PERIOD + GRACE);
        refuse(keeper, E.NotSuspect.selector);
        market.suspect(id);
        skip(1);
        vm.prank(keeper);
        market.suspect(id);
        requireState(id, LeaseState.SUSPECT);
        refuse(keeper, E.WrongState.selector);
        market.suspect(id);
    }

    function suspected() private returns (bytes32 id) {
        id = activeLease();
        skip(PERIOD + GRACE + 1);
        vm.prank(keeper);
        market.suspect(id);
    }

    function testStaleGivesTheCollateralToTheTenantAndPaysTheKeepers() public {
        bytes32 id = suspected();
        skip(GRACE - 1);
        refuse(stranger, E.TooEarly.selector);
        market.markStale(id, none, terms());
        skip(1);
        vm.prank(stranger);
        market.markStale(id, none, terms());
        requireState(id, LeaseState.STALE);
        requireEqual(credit(keeper), BOND + 2e6, "bond and bounty");
        requireEqual(credit(stranger), 3e6, "bounty");
        requireEqual(credit(tenant), DEPOSIT + COLLATERAL - 5e6, "escrow and collateral");
        requireEqual(credit(provider), 0, "nothing");
        requireEqual(market.provider(provider).record.stale, 1, "counted");
        refuse(provider, E.WrongState.selector);
        market.confirmClosed(one(id));
        refuse(tenant, E.WrongState.selector);
        market.closeLease(id, CloseReason.TENANT);
        refuse(stranger, E.WrongState.selector);
        market.markStale(id, none, terms());
    }

    function testAChainThatStopsForADaySlashesNobody() public {
        bytes32 id = suspected();
        vm.warp(vm.getBlockTimestamp() + 2 days);
        vm.roll(vm.getBlockNumber() + 1);
        refuse(keeper, E.TooEarly.selector);
        market.markStale(id, none, terms());
        confirm(id, 1);
        requireState(id, LeaseState.ACTIVE);
        requireEqual(credit(keeper), BOND, "the bond comes back");
    }

    function testALateConfirmStillPaysAndClears() public {
        bytes32 id = suspected();
        uint256 time = vm.getBlockTimestamp() - START;
        confirm(id, uint64(time));
        requireEqual(credit(provider), pay(time), "pay");
        refuse(keeper, E.WrongState.selector);
        market.markStale(id, none, terms());
    }

    function testInterruptAndCloseAndActivationClearASuspicion() public {
        bytes32 id = suspected();
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        requireState(id, LeaseState.INTERRUPTED);
        requireEqual(credit(keeper), BOND, "bond");
        id = suspected();
        close(id);
        requireState(id, LeaseState.CLOSING);
        id = suspected();
        activate(id, 2);
        requireState(id, LeaseState.ACTIVE);
    }

    function testSpentOutageBudgetIsSuspect() public {
        bytes32 id = activeLease();
        skip(100);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        skip(24 hours);
        refuse(keeper, E.NotSuspect.selector);
        market.suspect(id);
        skip(1);
        vm.prank(keeper);
        market.suspect(id);
        refuse(provider, E.OutageBudgetSpent.selector);
        market.interrupt(id, InterruptReason.FAULT);
        skip(GRACE);
        confirm(id, 10 days);
        requireEqual(credit(provider), pay(100 + GRACE), "outage is not paid");
    }

    function testAResumedLeaseHasAWholePeriodAgain() public {
        bytes32 id = activeLease();
        vm.prank(tenant);
        market.halt(id);
        skip(20 days);
        vm.prank(tenant);
        market.topUp(tenant, id, DEPOSIT);
        vm.prank(tenant);
        market.resume(id);
        refuse(keeper, E.NotSuspect.selector);
        market.suspect(id);
    }

    function testCollateralSmallerThanTheBountiesIsSharedOut() public {
        OfferListing memory o = listing(1);
        o.collateral = 1e6;
        vm.prank(provider);
        bytes32 id = take(market.listOffer(provider, o));
        activate(id, 1);
        skip(PERIOD + GRACE + 1);
        vm.prank(keeper);
        market.suspect(id);
        skip(GRACE);
        vm.prank(stranger);
        market.markStale(id, none, terms());
        requireEqual(credit(keeper), BOND + 1e6, "all of it");
        requireEqual(credit(stranger), 0, "nothing left");
        requireEqual(credit(tenant), DEPOSIT, "escrow");
    }

    // ---- outage windows ------------------------------------------------------------------------

    /// The budget is of windows of 30 days that begin with an interruption: two may touch.
    function testAtMostTwoBudgetsInThirtyDays() public {
        bytes32 id = activeLease();
        vm.prank(tenant);
        market.topUp(tenant, id, 1000e6);
        vm.startPrank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        skip(1);
        vm.stopPrank();
        confirmNothing(id);
        for (uint256 i = 0; i < 4; i++) {
            skip(7 days);
            confirm(id, 7 days);
        }
        skip(1 days);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        skip(24 hours - 1);
        confirmNothing(id);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        skip(24 hours);
        confirmNothing(id);
        refuse(provider, E.OutageBudgetSpent.selector);
        market.interrupt(id, InterruptReason.FAULT);
    }

    /// Ends an outage by the next boot.
    function confirmNothing(bytes32 id) private {
        activate(id, market.lease(id).boot + 1);
    }

    function testInterruptingAndComingBackTheSameSecondClearsNoSpentBudget() public {
        bytes32 id = activeLease();
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        skip(25 hours);
        vm.prank(keeper);
        market.suspect(id);
        refuse(provider, E.OutageBudgetSpent.selector);
        market.interrupt(id, InterruptReason.FAULT);
        requireState(id, LeaseState.SUSPECT);
    }
}
