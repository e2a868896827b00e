// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";

/// Halting, interrupting, and the escrow.
contract RunningTest is Base {
    // ---- halt, resume, interrupt --------------------------------------------------------------

    function testHaltedTimeCostsTheHaltedRateAndNeedsNoProof() public {
        bytes32 id = activeLease();
        skip(1000);
        vm.prank(tenant);
        market.halt(id);
        skip(4000);
        confirm(id, 5000);
        requireEqual(credit(provider), 1000 * uint256(RATE) / WAD, "service before the halt");
        vm.prank(provider);
        market.collect(one(id));
        requireEqual(credit(provider), 2000 * uint256(RATE) / WAD, "a quarter of 4000");
        refuse(provider, E.NothingToPay.selector);
        market.collect(one(id));
        refuse(stranger, E.NotAuthorized.selector);
        market.collect(one(id));
        refuse(keeper, E.WrongState.selector);
        market.suspect(id);
    }

    function testHaltAndResumeInOneBlockTakeNothingFromTheProvider() public {
        bytes32 id = activeLease();
        skip(1000);
        LeaseConfirmation[] memory c = one(heartbeat(id, 1000));
        vm.prank(launchKey);
        market.halt(id);
        vm.prank(tenant);
        market.resume(id);
        vm.prank(provider);
        market.confirm(c);
        requireEqual(credit(provider), 1000 * uint256(RATE) / WAD, "pay");
    }

    function testHaltedTimeIsNeverBilledAsService() public {
        bytes32 id = activeLease();
        skip(1000);
        vm.prank(tenant);
        market.halt(id);
        skip(5000);
        vm.prank(tenant);
        market.resume(id);
        uint256 halted = credit(provider);
        requireEqual(halted, 1250 * uint256(RATE) / WAD, "halted");
        skip(1000);
        confirm(id, 7000);
        requireEqual(credit(provider) - halted, 2000 * uint256(RATE) / WAD, "service");
    }

    function testLaunchKeyHaltsAndResumesBySignatureOnce() public {
        bytes32 id = activeLease();
        uint40 expiry = uint40(vm.getBlockTimestamp() + 1 hours);
        bytes memory halt = sign(LAUNCH, market.haltDigest(id, 0, expiry));
        bytes memory resume = sign(LAUNCH, market.resumeDigest(id, 1, expiry));
        refuse(E.BadSignature.selector);
        market.resumeSigned(id, expiry, halt);
        refuse(E.BadSignature.selector);
        market.haltSigned(id, expiry + 1, halt);
        market.haltSigned(id, expiry, halt);
        requireState(id, LeaseState.HALTED);
        market.resumeSigned(id, expiry, resume);
        requireState(id, LeaseState.ACTIVE);
        refuse(E.BadSignature.selector);
        market.haltSigned(id, expiry, halt);
        skip(2 hours);
        refuse(E.SignatureExpired.selector);
        market.haltSigned(id, expiry, halt);
    }

    function testStrangersNeitherHaltNorResume() public {
        bytes32 id = activeLease();
        refuse(stranger, E.NotAuthorized.selector);
        market.halt(id);
        refuse(provider, E.NotAuthorized.selector);
        market.halt(id);
        refuse(tenant, E.WrongState.selector);
        market.resume(id);
        vm.prank(tenant);
        market.halt(id);
        refuse(tenant, E.WrongState.selector);
        market.halt(id);
        refuse(provider, E.NotAuthorized.selector);
        market.resume(id);
        bytes memory signature = signActivation(id, 2);
        refuse(provider, E.WrongState.selector);
        market.activate(id, 2, guestKey, signature);
    }

    function testInterruptedTimeIsNotPaidAndDrawsOnTheBudget() public {
        bytes32 id = activeLease();
        skip(1000);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.MAINTENANCE);
        skip(3000);
        confirm(id, 4000);
        requireEqual(credit(provider), 1000 * uint256(RATE) / WAD, "pay");
        requireState(id, LeaseState.ACTIVE);
        requireEqual(market.lease(id).outageUsed, 3000, "budget");
        refuse(provider, E.BadReason.selector);
        market.interrupt(id, InterruptReason.NONE);
        refuse(tenant, E.NotAuthorized.selector);
        market.interrupt(id, InterruptReason.FAULT);
    }

    function testSpentOutageBudgetAllowsNoInterruption() public {
        bytes32 id = activeLease();
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        skip(24 hours);
        activate(id, 2);
        refuse(provider, E.OutageBudgetSpent.selector);
        market.interrupt(id, InterruptReason.FAULT);
        skip(10);
        for (uint256 i = 0; i < 5; i++) {
            skip(6 days);
            confirm(id, 6 days);
        }
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        refuse(provider, E.WrongState.selector);
        market.interrupt(id, InterruptReason.FAULT);
    }

    function testTenantMayHaltAnInterruptedMachine() public {
        bytes32 id = activeLease();
        skip(500);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.AWAITING_RELEASE);
        skip(500);
        vm.prank(tenant);
        market.halt(id);
        skip(500);
        confirm(id, 1500);
        requireEqual(credit(provider), 500 * uint256(RATE) / WAD, "pay");
    }

    // ---- escrow ----------------------------------------------------------------------------

    function lowLease() private returns (bytes32 id) {
        uint32 offer = list(1);
        Take memory t = taking(offer, 1);
        t.deposit = market.offer(offer).minDeposit;
        vm.prank(tenant);
        id = market.takeOffer(t)[0];
        activate(id, 1);
    }

    function testEscrowBelowTheFloorPausesAndATopUpThatLandsLaterSavesIt() public {
        bytes32 id = lowLease();
        skip(1 days);
        confirm(id, 1 days);
        requireState(id, LeaseState.PAUSED);
        skip(PAUSE_GRACE + 5 days);
        vm.prank(tenant);
        market.topUp(tenant, id, DEPOSIT);
        requireState(id, LeaseState.ACTIVE);
        uint256 pay = credit(provider);
        requireEqual(
            pay,
            1 days * uint256(RATE) / WAD + 8 days * (uint256(RATE) / 4) / WAD,
            "halted rate while paused"
        );
        skip(100);
        confirm(id, 100);
        requireEqual(credit(provider) - pay, 100 * uint256(RATE) / WAD, "service again");
    }

    function testPausedLeaseIsClosedByAnyoneOnlyAfterTheGrace() public {
        bytes32 id = lowLease();
        skip(1 days);
        confirm(id, 1 days);
        skip(PAUSE_GRACE - 1);
        vm.prank(provider);
        market.collect(one(id));
        refuse(keeper, E.TooEarly.selector);
        market.closeLease(id, CloseReason.INSUFFICIENT_FUNDS);
        skip(1);
        vm.prank(keeper);
        market.closeLease(id, CloseReason.INSUFFICIENT_FUNDS);
        requireState(id, LeaseState.CLOSING);
        requireEqual(uint256(market.lease(id).reason), 8, "reason");
    }

    function testRunningLeaseIsNotClosedForLackOfFunds() public {
        bytes32 id = activeLease();
        refuse(keeper, E.WrongState.selector);
        market.closeLease(id, CloseReason.INSUFFICIENT_FUNDS);
        refuse(keeper, E.TooEarly.selector);
        market.closeLease(id, CloseReason.ENDED);
    }

    function testHaltedLeasePausesAtItsOwnLowerFloorAndComesBackHalted() public {
        bytes32 id = lowLease();
        vm.prank(tenant);
        market.halt(id);
        skip(20 days);
        vm.prank(provider);
        market.collect(one(id));
        requireState(id, LeaseState.HALTED);
        refuse(tenant, E.BelowFloor.selector);
        market.resume(id);
        skip(20 days);
        vm.prank(provider);
        market.collect(one(id));
        requireState(id, LeaseState.PAUSED);
        vm.prank(tenant);
        market.topUp(tenant, id, 200e6);
        requireState(id, LeaseState.HALTED);
    }

    function testStrangersTopUpWholePeriodsOnly() public {
        bytes32 id = activeLease();
        uint96 whole = uint96((uint256(RATE) * PERIOD + WAD - 1) / WAD);
        refuse(stranger, E.BadTopUp.selector);
        market.topUp(stranger, id, whole - 1);
        refuse(stranger, E.BadTopUp.selector);
        market.topUp(stranger, id, 0);
        vm.prank(stranger);
        market.topUp(stranger, id, 2 * whole);
        requireEqual(market.lease(id).escrow, DEPOSIT + 2 * whole, "escrow");
        vm.prank(tenant);
        market.topUp(tenant, id, 1);
        close(id);
        refuse(tenant, E.WrongState.selector);
        market.topUp(tenant, id, 1);
    }

    function testTopUpNeverOverflowsTheEscrow() public {
        bytes32 id = activeLease();
        token.mint(tenant, type(uint96).max);
        refuse(tenant, E.BadTopUp.selector);
        market.topUp(tenant, id, type(uint96).max);
    }

    function testExcessLeavesTheFloorAndWhatMayBeOwed() public {
        bytes32 id = activeLease();
        skip(1 days);
        uint256 floor = market.lease(id).floor;
        uint96 free = uint96(DEPOSIT - floor - 1 days * uint256(RATE) / WAD);
        refuse(tenant, E.BelowFloor.selector);
        market.withdrawExcess(id, free + 1);
        refuse(tenant, E.BadAmount.selector);
        market.withdrawExcess(id, 0);
        refuse(stranger, E.NotAuthorized.selector);
        market.withdrawExcess(id, 1);
        vm.prank(tenant);
        market.withdrawExcess(id, free);
        requireEqual(credit(tenant), free, "credit");
        confirm(id, 1 days);
        requireState(id, LeaseState.ACTIVE);
        close(id);
        refuse(tenant, E.WrongState.selector);
        market.withdrawExcess(id, 1);
    }

    function testVersionsChangeByTheTenantAlone() public {
        bytes32 id = activeLease();
        refuse(provider, E.NotAuthorized.selector);
        market.updateVersion(one(id), keccak256("next"));
        refuse(tenant, E.BadVersion.selector);
        market.updateVersion(one(id), 0);
        vm.prank(tenant);
        market.updateVersion(one(id), keccak256("next"));
        requireEqual(market.lease(id).version, keccak256("next"), "version");
    }
}
