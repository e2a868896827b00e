// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";

/// Attempts to take or lock the money of others. They fail; they stay so that they keep failing.
contract AttacksTest is Base {
    DeploymentInfrastructure private none;
    address private hot = vm.addr(0x407);

    function pay(uint256 time) private pure returns (uint256) {
        return time * uint256(RATE) / WAD;
    }

    function allow(address account, Act act, uint96 spend) private {
        vm.prank(account);
        market.delegate(
            hot, uint32(1) << uint8(act), spend, uint40(vm.getBlockTimestamp() + 10 days)
        );
    }

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
        join(hot);
        bid(hot, 1, 1, RATE);
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

    // ---- delegates -------------------------------------------------------------------------------

    function testADelegateThatClosesForfeitsNoMoreThanItMaySpend() public {
        bytes32 id = activeLease();
        allow(provider, Act.CLOSE, COLLATERAL - 1);
        refuse(hot, E.SpendLimitReached.selector);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        vm.prank(hot);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        skip(1);
        vm.prank(hot);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        require(market.lease(id).collateral > 0, "what the second of notice saved");
    }

    function testADayOfADelegateEndsAtMidnightAndADelegationInItsSecond() public {
        uint32 offer = list(9);
        allow(tenant, Act.TAKE, DEPOSIT);
        vm.warp((START / 1 days + 1) * 1 days - 1);
        vm.prank(hot);
        market.takeOffer(taking(offer, 1));
        refuse(hot, E.SpendLimitReached.selector);
        market.takeOffer(taking(offer, 1));
        vm.warp((START / 1 days + 1) * 1 days);
        vm.prank(hot);
        market.takeOffer(taking(offer, 1));
        // Being named again on the same day gives no second day.
        allow(tenant, Act.TAKE, DEPOSIT);
        refuse(hot, E.SpendLimitReached.selector);
        market.takeOffer(taking(offer, 1));
        vm.warp(vm.getBlockTimestamp() + 10 days - 1);
        vm.prank(hot);
        market.takeOffer(taking(offer, 1));
        vm.warp(vm.getBlockTimestamp() + 1);
        refuse(hot, E.NotAuthorized.selector);
        market.takeOffer(taking(offer, 1));
    }

    function testADelegateMovesNoStakeNoCreditAndNoRights() public {
        close(take(list(1)));
        vm.prank(tenant);
        market.delegate(hot, (uint32(1) << 13) - 1, type(uint96).max, uint40(START + 1 days));
        refuse(hot, E.NothingToWithdraw.selector);
        market.withdraw(hot);
        refuse(hot, E.NotRegistered.selector);
        market.startUnbonding();
        refuse(hot, E.BadDelegation.selector);
        market.undelegate(hot);
        requireEqual(credit(tenant), DEPOSIT, "credit");
    }

    function testCreditAndTokensTogetherCountAsSpent() public {
        close(take(list(1)));
        allow(tenant, Act.TAKE, DEPOSIT - 1);
        uint32 offer = list(1);
        refuse(hot, E.SpendLimitReached.selector);
        market.takeOffer(taking(offer, 1));
    }

    // ---- keys and signatures ---------------------------------------------------------------------

    function testARevokedLaunchKeyIsWorthlessInTheSameBlock() public {
        bytes32 id = activeLease();
        bytes memory boot = signActivation(id, 2);
        bytes memory consent = sign(LAUNCH, market.consentDigest(id));
        bytes memory halt = sign(LAUNCH, market.haltDigest(id, 0, uint40(START + 1 days)));
        vm.prank(tenant);
        market.setLaunchKey(id, address(0));
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 2, guestKey, boot);
        refuse(provider, E.BadSignature.selector);
        market.closeWithConsent(id, CloseReason.PROVIDER_UNSTABLE, consent);
        refuse(E.BadSignature.selector);
        market.haltSigned(id, uint40(START + 1 days), halt);
        refuse(launchKey, E.NotAuthorized.selector);
        market.halt(id);
        // An unrecoverable signature answers with the address zero, which is the key of nobody.
        bytes memory broken = abi.encodePacked(bytes32(0), bytes32(0), uint8(27));
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 2, guestKey, broken);
    }

    function testMalformedSignaturesAreRefusedEverywhere(uint8 v, bytes32 r, bytes32 s) public {
        bytes32 id = activeLease();
        skip(100);
        LeaseConfirmation[] memory c = one(heartbeat(id, 100));
        uint8 right = c[0].v;
        c[0].v = v == right ? 0 : v;
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
        c[0] = LeaseConfirmation(id, 100, r, s, v);
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
        bytes memory signature = abi.encodePacked(r, s, v);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 2, guestKey, signature);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 2, guestKey, abi.encodePacked(signature, uint8(0)));
    }

    function testTheTwinOfAHeartbeatOrQuoteIsRefused() public {
        uint256 order_ = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;
        bytes32 id = activeLease();
        skip(100);
        LeaseConfirmation[] memory c = one(heartbeat(id, 100));
        c[0].s = bytes32(order_ - uint256(c[0].s));
        c[0].v = c[0].v == 27 ? 28 : 27;
        refuse(provider, E.BadSignature.selector);
        market.confirm(c);
        Quote memory q = Quote(list(1), tenant, RATE, 1, 0, uint40(START + 1 days));
        allow(provider, Act.QUOTES, 0);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(0x407, market.quoteDigest(q));
        bytes memory twin = abi.encodePacked(r, bytes32(order_ - uint256(s)), v == 27 ? 28 : 27);
        refuse(tenant, E.BadSignature.selector);
        market.takeQuote(taking(q.offer, 1), q, twin);
    }

    /// A contract as tenant cannot sign (there is no EIP-1271 here), and nobody signs for it.
    function testAContractIsNobodysSigner() public {
        bytes32 id = take(list(1));
        vm.prank(tenant);
        market.setLaunchKey(id, address(this));
        bytes memory signature = signActivation(id, 1);
        refuse(provider, E.BadSignature.selector);
        market.activate(id, 1, guestKey, signature);
    }

    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return 0x1626ba7e;
    }

    // ---- griefing ----------------------------------------------------------------------------------

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
