// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";

/// The end by either party.
contract ClosingTest is Base {
    // ---- by the tenant ---------------------------------------------------------------------

    function testClosingHoldsTheUnprovenPartForALastConfirm() public {
        bytes32 id = activeLease();
        skip(2 days);
        LeaseConfirmation[] memory c = one(heartbeat(id, 2 days));
        close(id);
        requireEqual(credit(tenant), DEPOSIT - pay(2 days), "refund at once");
        skip(WINDOW);
        vm.prank(provider);
        market.confirm(c);
        requireEqual(credit(provider), pay(2 days), "the last confirm");
        confirmClosed(id);
        requireEqual(credit(provider), pay(2 days) + COLLATERAL, "collateral");
        requireState(id, LeaseState.CLOSED);
        requireEqual(market.provider(provider).record.completed, 1, "completed");
        requireEqual(market.provider(provider).openLeases, 0, "open");
    }

    function testTimeAfterTheCloseIsNotPaid() public {
        bytes32 id = activeLease();
        skip(1000);
        close(id);
        skip(500);
        confirm(id, 1500);
        requireEqual(credit(provider), pay(1000), "pay");
    }

    function testTheHoldIsAtMostOnePeriod() public {
        bytes32 id = activeLease();
        skip(20 days);
        close(id);
        requireEqual(credit(tenant), DEPOSIT - pay(PERIOD), "refund");
    }

    function testTheHoldComesBackWhenNoConfirmCame() public {
        bytes32 id = activeLease();
        skip(2 days);
        close(id);
        refuse(E.SettlementOpen.selector);
        market.releaseHeld(id);
        skip(WINDOW + 1);
        LeaseConfirmation[] memory c = one(heartbeat(id, 2 days));
        refuse(provider, E.SettlementOver.selector);
        market.confirm(c);
        market.releaseHeld(id);
        requireEqual(credit(tenant), DEPOSIT, "all of it");
        refuse(E.NothingToPay.selector);
        market.releaseHeld(id);
        confirmClosed(id);
        refuse(E.WrongState.selector);
        market.releaseHeld(id);
    }

    function testConfirmClosedGivesTheRestOfTheHoldBack() public {
        bytes32 id = activeLease();
        skip(2 days);
        close(id);
        refuse(tenant, E.NotAuthorized.selector);
        market.confirmClosed(one(id));
        confirmClosed(id);
        requireEqual(credit(tenant), DEPOSIT, "refund");
        requireEqual(credit(provider), COLLATERAL, "collateral");
        refuse(provider, E.WrongState.selector);
        market.confirmClosed(one(id));
    }

    function testClosingInTheBlockOfAConfirmDodgesNoPay() public {
        bytes32 id = activeLease();
        skip(3 days);
        LeaseConfirmation[] memory c = one(heartbeat(id, 3 days));
        close(id);
        vm.prank(provider);
        market.confirm(c);
        requireEqual(credit(provider), pay(3 days), "pay");
    }

    function testClosingAPendingLeaseGivesEverythingBack() public {
        bytes32 id = take(list(1));
        close(id);
        requireState(id, LeaseState.CLOSED);
        requireEqual(credit(tenant), DEPOSIT, "deposit");
        requireEqual(credit(provider), COLLATERAL, "collateral");
        Record memory r = market.provider(tenant).record;
        requireEqual(r.notActivatedTenant, 1, "the tenant's count");
        requireEqual(market.provider(provider).record.notActivated, 0, "not the provider's");
    }

    function testClosingAHaltedLeasePaysTheHaltedTimeAndHoldsTheRest() public {
        bytes32 id = activeLease();
        skip(1 days);
        vm.prank(tenant);
        market.halt(id);
        skip(4 days);
        close(id);
        requireEqual(credit(provider), pay(1 days), "a quarter of four days");
        confirm(id, 10 days);
        requireEqual(credit(provider), pay(2 days), "and the day before the halt");
    }

    function testClosingAHaltedLeaseAfterItsEndHoldsTheTimeBeforeTheHalt() public {
        OfferListing memory o = listing(1);
        o.terms.endsAt = uint40(START + 3 days);
        vm.prank(provider);
        bytes32 id = take(market.listOffer(provider, o));
        activate(id, 1);
        skip(1 days);
        vm.prank(tenant);
        market.halt(id);
        skip(5 days);
        vm.prank(keeper);
        market.closeLease(id, CloseReason.ENDED);
        requireEqual(credit(provider), pay(2 days) / 4, "halted until the end");
        confirm(id, 10 days);
        requireEqual(credit(provider), pay(2 days) / 4 + pay(1 days), "service");
    }

    function testAnEndedLeaseTakesNoMoreActs() public {
        bytes32 id = activeLease();
        skip(10);
        close(id);
        refuse(tenant, E.WrongState.selector);
        market.closeLease(id, CloseReason.TENANT);
        refuse(tenant, E.WrongState.selector);
        market.setLaunchKey(id, stranger);
        refuse(tenant, E.WrongState.selector);
        market.updateVersion(one(id), keccak256("x"));
        refuse(provider, E.WrongState.selector);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        bytes memory signature = signActivation(id, 2);
        refuse(provider, E.WrongState.selector);
        market.activate(id, 2, guestKey, signature);
        confirmClosed(id);
        LeaseConfirmation[] memory c = one(heartbeat(id, 10));
        refuse(provider, E.WrongState.selector);
        market.confirm(c);
    }

    function testReasonsBelongToTheirParty() public {
        bytes32 id = activeLease();
        refuse(provider, E.NotAuthorized.selector);
        market.closeLease(id, CloseReason.TENANT);
        refuse(tenant, E.NotAuthorized.selector);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        refuse(tenant, E.BadReason.selector);
        market.closeLease(id, CloseReason.STALE);
        refuse(tenant, E.BadReason.selector);
        market.closeLease(id, CloseReason.NONE);
        refuse(provider, E.BadReason.selector);
        market.giveNotice(id, CloseReason.TENANT);
    }

    // ---- by the provider --------------------------------------------------------------------

    function depart(bytes32 id) private {
        vm.prank(provider);
        market.closeLease(id, CloseReason.PROVIDER_DECOMMISSION);
    }

    function testLeavingWithoutNoticeForfeitsTheCollateral() public {
        bytes32 id = activeLease();
        depart(id);
        requireEqual(credit(tenant), DEPOSIT + COLLATERAL, "forfeited");
        confirmClosed(id);
        requireEqual(credit(provider), 0, "nothing returned");
        requireEqual(market.provider(provider).record.closedByProvider, 1, "counted");
    }

    function testNoticeForfeitsProRata() public {
        bytes32 id = activeLease();
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_DECOMMISSION);
        refuse(provider, E.NoticeAlreadyGiven.selector);
        market.giveNotice(id, CloseReason.PROVIDER_DECOMMISSION);
        skip(1 days);
        depart(id);
        requireEqual(market.lease(id).collateral, COLLATERAL - COLLATERAL * 2 / 3, "a day of three");
    }

    function testLeavingAfterTheNoticeForfeitsNothing() public {
        bytes32 id = activeLease();
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_DECOMMISSION);
        skip(3 days);
        depart(id);
        requireEqual(market.lease(id).collateral, COLLATERAL, "collateral");
    }

    function testWhoHasGivenNoticeMayPauseWithASpentBudgetUntilHeLeaves() public {
        OfferListing memory o = listing(1);
        o.terms.outageSeconds = 0;
        vm.prank(provider);
        bytes32 id = take(market.listOffer(provider, o));
        activate(id, 1);
        refuse(provider, E.OutageBudgetSpent.selector);
        market.interrupt(id, InterruptReason.AWAITING_RELEASE);
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_NO_HEARTBEAT);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.AWAITING_RELEASE);
        skip(3 days);
        refuse(keeper, E.NotSuspect.selector);
        market.suspect(id);
        depart(id);
        requireEqual(market.lease(id).collateral, COLLATERAL, "kept");
    }

    function testANoticeLapses() public {
        bytes32 id = activeLease();
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_DECOMMISSION);
        skip(10 days + 1);
        depart(id);
        requireEqual(market.lease(id).collateral, 0, "all forfeited");
    }

    function testNoticeIsNeverLongerThanTheLease() public {
        OfferListing memory o = listing(1);
        o.terms.endsAt = uint40(START + 2 days);
        vm.prank(provider);
        bytes32 id = take(market.listOffer(provider, o));
        activate(id, 1);
        skip(1 days);
        depart(id);
        requireEqual(market.lease(id).collateral, COLLATERAL - COLLATERAL / 3, "one day missing");
    }

    function testConsentOfTheLaunchKeyFreesTheProvider() public {
        bytes32 id = activeLease();
        bytes memory consent = sign(LAUNCH, market.consentDigest(id));
        refuse(stranger, E.NotAuthorized.selector);
        market.closeWithConsent(id, CloseReason.PROVIDER_UNSTABLE, consent);
        refuse(provider, E.BadReason.selector);
        market.closeWithConsent(id, CloseReason.TENANT, consent);
        bytes memory forged = sign(GUEST, market.consentDigest(id));
        refuse(provider, E.BadSignature.selector);
        market.closeWithConsent(id, CloseReason.PROVIDER_UNSTABLE, forged);
        vm.prank(provider);
        market.closeWithConsent(id, CloseReason.PROVIDER_UNSTABLE, consent);
        requireEqual(market.lease(id).collateral, COLLATERAL, "collateral");
        requireEqual(market.provider(provider).record.completed, 1, "amicable");
    }

    function testATenantWhoStopsReleasesFarmsNoCollateral() public {
        bytes32 id = activeLease();
        skip(1 days);
        confirm(id, 1 days);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.AWAITING_RELEASE);
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_NO_HEARTBEAT);
        skip(3 days);
        refuse(keeper, E.NotSuspect.selector);
        market.suspect(id);
        vm.prank(provider);
        market.closeLease(id, CloseReason.PROVIDER_NO_HEARTBEAT);
        confirmClosed(id);
        requireEqual(credit(provider), pay(1 days) + COLLATERAL, "kept");
    }

    function testAProviderWhoDeclinesAPendingLeaseForfeitsNothing() public {
        bytes32 id = take(list(1));
        vm.prank(provider);
        market.closeLease(id, CloseReason.MANIFEST_TIMEOUT);
        requireEqual(credit(tenant), DEPOSIT, "deposit");
        requireEqual(credit(provider), COLLATERAL, "collateral");
        requireEqual(market.provider(provider).record.notActivated, 1, "counted");
        id = take(list(1));
        consentAndNoticeNeedARunningLease(id);
    }

    function consentAndNoticeNeedARunningLease(bytes32 id) private {
        bytes memory consent = sign(LAUNCH, market.consentDigest(id));
        refuse(provider, E.WrongState.selector);
        market.closeWithConsent(id, CloseReason.PROVIDER_UNSTABLE, consent);
        refuse(provider, E.WrongState.selector);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        refuse(keeper, E.WrongState.selector);
        market.closeLease(id, CloseReason.ENDED);
    }
}
