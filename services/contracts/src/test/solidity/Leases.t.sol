// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import {IMarket} from "../../main/solidity/IMarket.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";
import {Fixture} from "./Fixture.sol";

contract LeasesTest is Base {
    // ---- activation ------------------------------------------------------------------------

    function testNothingIsBilledBeforeTheFirstActivation() public {
        bytes32 id = take(list(1));
        skip(50 minutes);
        LeaseConfirmation[] memory c = one(heartbeatBy(GUEST, id, 0, 0, 50 minutes));
        refuse(provider, E.WrongState.selector);
        market.confirm(c);
        activate(id, 1);
        requireState(id, LeaseState.ACTIVE);
        c = one(heartbeat(id, 50 minutes));
        refuse(provider, E.NothingToPay.selector);
        market.confirm(c);
    }

    function testActivationNeedsTheLaunchKey() public {
        bytes32 id = take(list(1));
        bytes memory signature = sign(LAUNCH + 1, market.activationDigest(id, 1, guestKey));
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 1, guestKey, signature);
        signature = signActivation(id, 1);
        refuse(stranger, E.NotAuthorized.selector);
        market.activate(id, 1, guestKey, signature);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 2, guestKey, signature);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 1, stranger, signature);
        refuse(provider, E.BadGuestKey.selector);
        market.activate(id, 1, address(0), signature);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 1, guestKey, hex"00");
        refuse(provider, E.NoSuchLease.selector);
        market.activate(bytes32(0), 1, guestKey, signature);
    }

    function testMalleableTwinOfASignatureIsRefused() public {
        bytes32 id = take(list(1));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(LAUNCH, market.activationDigest(id, 1, guestKey));
        uint256 order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        bytes memory twin =
            abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 1, guestKey, twin);
    }

    function testActivationsOfOtherLeasesChainsAndMarketsAreRefused() public {
        uint32 offer = list(2);
        bytes32 first = take(offer);
        bytes32 second = take(offer);
        bytes memory signature = signActivation(first, 1);
        refuse(provider, E.BadSignature.selector);
        market.activate(second, 1, guestKey, signature);
        vm.chainId(77);
        refuse(provider, E.BadSignature.selector);
        market.activate(first, 1, guestKey, signature);
        vm.chainId(31337);
        IMarket other = Fixture.market(config());
        bytes memory elsewhere = sign(LAUNCH, other.activationDigest(first, 1, guestKey));
        refuse(provider, E.BadSignature.selector);
        market.activate(first, 1, guestKey, elsewhere);
    }

    function testBootRisesWithEveryActivation() public {
        bytes32 id = activeLease();
        bytes memory signature = signActivation(id, 1);
        refuse(provider, E.BootNotNewer.selector);
        market.activate(id, 1, guestKey, signature);
        activate(id, 5);
        requireEqual(market.lease(id).boot, 5, "boot");
        signature = signActivation(id, 4);
        refuse(provider, E.BootNotNewer.selector);
        market.activate(id, 4, guestKey, signature);
    }

    function testGuestKeyOfAnEarlierBootProvesNothing() public {
        bytes32 id = activeLease();
        bytes memory signature = sign(LAUNCH, market.activationDigest(id, 2, vm.addr(GUEST + 1)));
        vm.prank(provider);
        market.activate(id, 2, vm.addr(GUEST + 1), signature);
        skip(1 hours);
        LeaseConfirmation[] memory c = one(heartbeat(id, 1 hours));
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
    }

    function testActivationAfterItsTimeIsRefused() public {
        bytes32 id = take(list(1));
        skip(1 hours + 1);
        bytes memory signature = signActivation(id, 1);
        refuse(provider, E.ActivationExpired.selector);
        market.activate(id, 1, guestKey, signature);
    }

    function testLaunchKeyIsReplacedAndRevokedByTheTenantAlone() public {
        bytes32 id = take(list(1));
        refuse(launchKey, E.NotAuthorized.selector);
        market.setLaunchKey(id, stranger);
        vm.prank(tenant);
        market.setLaunchKey(id, address(0));
        bytes memory signature = signActivation(id, 1);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 1, guestKey, signature);
        vm.prank(tenant);
        market.setLaunchKey(id, launchKey);
        activate(id, 1);
    }

    // ---- confirm ---------------------------------------------------------------------------

    function testPaysTheRateOfProvenSeconds() public {
        bytes32 id = activeLease();
        skip(1000);
        confirm(id, 900);
        requireEqual(credit(provider), 900 * uint256(RATE) / WAD, "pay");
        ProviderView memory p = market.provider(provider);
        requireEqual(p.provenConfidential, 900, "proven");
        requireEqual(p.provenStandard, 0, "standard");
    }

    function testAHostsFastClockBillsNoMoreThanTheChainsTime() public {
        bytes32 id = activeLease();
        skip(1000);
        confirm(id, 1_000_000);
        requireEqual(credit(provider), 1000 * uint256(RATE) / WAD, "pay");
    }

    function testAHeartbeatIsWorthSomethingOnce() public {
        bytes32 id = activeLease();
        skip(1000);
        LeaseConfirmation[] memory c = one(heartbeat(id, 500));
        vm.prank(provider);
        market.confirm(c);
        skip(1000);
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
    }

    function testBeatIsFreshAndLiesInItsSlot() public {
        bytes32 id = activeLease();
        bytes32 before = market.beatOf(id);
        skip(10);
        confirm(id, 10);
        bytes32 beat = market.beatOf(id);
        require(beat != before, "fresh");
        bytes32 lease = keccak256(abi.encode(id, uint256(13)));
        requireEqual(vm.load(address(market), bytes32(uint256(lease) + 1)), beat, "slot");
        requireEqual(uint256(beat) >> 216, vm.getBlockTimestamp(), "begins with its time");
    }

    function testHeartbeatsOfOtherLeasesBootsChainsAndMarketsAreRefused() public {
        uint32 offer = list(2);
        bytes32 id = take(offer);
        bytes32 other = take(offer);
        activate(id, 1);
        activate(other, 1);
        skip(1000);
        LeaseView memory l = market.lease(id);
        LeaseView memory o = market.lease(other);
        LeaseConfirmation memory c = heartbeatBy(GUEST, other, 1, o.beat, 1000);
        c.lease = id;
        refuseConfirm(c);
        refuseConfirm(heartbeatBy(GUEST, id, 2, l.beat, 1000));
        refuseConfirm(heartbeatBy(GUEST, id, 1, o.beat, 1000));
        c = heartbeat(id, 1000);
        c.served = 1001;
        refuseConfirm(c);
        c.served = 1000;
        vm.chainId(77);
        refuseConfirm(c);
        vm.chainId(31337);
        IMarket elsewhere = Fixture.market(config());
        (c.v, c.r, c.s) = vm.sign(GUEST, elsewhere.heartbeatDigest(id, 1, l.beat, 1000));
        refuseConfirm(c);
    }

    function refuseConfirm(LeaseConfirmation memory c) private {
        LeaseConfirmation[] memory list_ = one(c);
        refuse(provider, E.BadSignature.selector);
        market.confirm(list_);
    }

    function testOnlyTheProviderAndHisDelegateConfirm() public {
        bytes32 id = activeLease();
        skip(1000);
        LeaseConfirmation[] memory c = one(heartbeat(id, 1000));
        refuse(stranger, E.NotAuthorized.selector);
        market.confirm(c);
        vm.prank(provider);
        market.delegate(
            stranger, uint32(1) << uint8(Act.CONFIRM), 0, uint40(vm.getBlockTimestamp() + 1)
        );
        vm.prank(stranger);
        market.confirm(c);
        requireEqual(credit(stranger), 0, "pay is the provider's");
        refuse(provider, E.NoSuchLease.selector);
        c[0].lease = bytes32(uint256(1));
        market.confirm(c);
    }

    function testBillingEndsWithTheLease() public {
        OfferListing memory o = listing(1);
        o.terms.endsAt = uint40(START + 2 days);
        vm.prank(provider);
        bytes32 id = take(market.listOffer(provider, o));
        activate(id, 1);
        skip(3 days);
        confirm(id, 3 days);
        requireEqual(credit(provider), 2 days * uint256(RATE) / WAD, "pay");
        LeaseConfirmation[] memory c = one(heartbeat(id, 1));
        refuse(provider, E.NothingToPay.selector);
        market.confirm(c);
        refuse(keeper, E.NotSuspect.selector);
        market.suspect(id);
        vm.prank(keeper);
        market.closeLease(id, CloseReason.ENDED);
        requireState(id, LeaseState.CLOSING);
        requireEqual(credit(tenant), DEPOSIT - 2 days * uint256(RATE) / WAD, "refund");
    }

    function testFuzzPayNeverExceedsRateTimesBothClocks(uint128 rate, uint64 served, uint32 time)
        public
    {
        rate = uint128(bound(rate, 1, MAX_RATE));
        served = uint64(bound(served, 1, type(uint64).max));
        time = uint32(bound(time, 1, 7 days));
        OfferListing memory o = listing(1);
        o.price = rate;
        vm.prank(provider);
        uint32 offer = market.listOffer(provider, o);
        Take memory t = taking(offer, 1);
        t.maxPrice = rate;
        t.deposit = market.offer(offer).minDeposit;
        token.mint(tenant, t.deposit);
        vm.prank(tenant);
        bytes32 id = market.takeOffer(t)[0];
        activate(id, 1);
        skip(time);
        confirm(id, served);
        uint256 least = served < time ? served : time;
        requireEqual(credit(provider), uint256(rate) * least / WAD, "pay");
        requireEqual(market.lease(id).escrow + credit(provider), t.deposit, "conserved");
    }

    function bound(uint256 x, uint256 low, uint256 high) private pure returns (uint256) {
        return low + x % (high - low + 1);
    }

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
