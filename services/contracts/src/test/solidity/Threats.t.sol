// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import {IMarket} from "../../main/solidity/IMarket.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";
import {Fixture} from "./Fixture.sol";

/// What one party, or nature, may try; what no test of an act shows already.
contract ThreatsTest is Base {
    DeploymentInfrastructure private none;

    // ---- dust and extremes -------------------------------------------------------------------

    function testDustIsNeitherCreatedNorLost() public {
        OfferListing memory o = listing(3);
        o.price = 1;
        o.collateral = 1;
        vm.prank(provider);
        uint32 offer = market.listOffer(provider, o);
        requireEqual(market.offer(offer).minDeposit, 1, "the least deposit is one unit, not none");
        Take memory t = taking(offer, 3);
        t.deposit = 2;
        refuse(tenant, E.DepositTooLow.selector);
        market.takeOffer(t);
        t.deposit = 4;
        vm.prank(tenant);
        bytes32[] memory ids = market.takeOffer(t);
        for (uint256 i = 0; i < 3; i++) {
            activate(ids[i], 1);
        }
        skip(7 days);
        confirm(ids[0], 7 days);
        requireEqual(credit(provider), 0, "a fraction of a unit is not paid");
        for (uint256 i = 0; i < 3; i++) {
            close(ids[i]);
            confirmClosed(ids[i]);
        }
        requireEqual(credit(tenant), 4, "the deposit");
        requireEqual(credit(provider), 3, "the collateral");
        requireEqual(token.balanceOf(address(market)), STAKE + 7, "held");
    }

    function testHaltingAndResumingAllTheTimeCostsAProviderLessThanAUnitEach() public {
        bytes32 id = activeLease();
        for (uint256 i = 0; i < 50; i++) {
            vm.prank(tenant);
            market.halt(id);
            skip(1);
            vm.prank(tenant);
            market.resume(id);
        }
        uint256 exact = 50 * uint256(RATE) / 4 / WAD;
        require(credit(provider) <= exact && credit(provider) + 50 >= exact, "rounding");
    }

    function testExtremeRatesAndTimesOverflowNothing() public {
        OfferListing memory o = listing(1);
        o.price = uint128(MAX_RATE);
        o.collateral = type(uint96).max;
        o.terms.period = 30 days;
        o.terms.outageSeconds = 30 days;
        o.terms.noticeSeconds = 30 days;
        token.mint(provider, type(uint96).max);
        vm.prank(provider);
        uint32 offer = market.listOffer(provider, o);
        Take memory t = taking(offer, 1);
        t.maxPrice = type(uint128).max;
        t.deposit = type(uint96).max;
        token.mint(tenant, t.deposit);
        vm.prank(tenant);
        bytes32 id = market.takeOffer(t)[0];
        activate(id, type(uint32).max);
        vm.warp(START + 100 * 365 days);
        market.lease(id);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        skip(3 * 365 days);
        confirm(id, type(uint64).max);
        requireEqual(credit(provider), 100 * 365 days * (MAX_RATE / WAD), "a hundred years");
        vm.prank(tenant);
        market.halt(id);
        skip(100 * 365 days);
        vm.prank(provider);
        market.collect(one(id));
        vm.prank(provider);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        confirmClosed(id);
        requireEqual(
            credit(provider) + credit(tenant), 2 * uint256(type(uint96).max), "all of it, once"
        );
    }

    function testTheDearestOrderFits() public {
        DeploymentInfrastructure memory i = infra(1, 16);
        i.groups[0].price = uint128(MAX_RATE);
        i.groups[0].collateral = type(uint96).max / 16;
        token.mint(tenant, type(uint96).max);
        token.mint(provider, type(uint96).max);
        vm.prank(tenant);
        market.submitDeployment(submission(type(uint96).max), infras(i));
        vm.prank(provider);
        market.submitFulfillment(provider, 1, i, terms(), price(uint128(MAX_RATE)));
        skip(1 hours);
        uint256 sum;
        bytes32[] memory ids = market.matchOrder(1, i, terms(), price(uint128(MAX_RATE)));
        for (uint256 k = 0; k < 16; k++) {
            sum += market.lease(ids[k]).escrow;
        }
        requireEqual(sum, type(uint96).max - uint256(1e6), "deposit but the bounty");
    }

    // ---- front-running -----------------------------------------------------------------------

    function testNothingATenantPutsBeforeAConfirmTakesItsPay() public {
        for (uint256 trick = 0; trick < 6; trick++) {
            bytes32 id = activeLease();
            skip(3 days);
            LeaseConfirmation[] memory c = one(heartbeat(id, 3 days));
            uint96 free = uint96(DEPOSIT - market.lease(id).floor - pay(3 days));
            vm.startPrank(tenant);
            if (trick == 0) market.halt(id);
            if (trick == 1) market.closeLease(id, CloseReason.TENANT);
            if (trick == 2) market.setLaunchKey(id, address(0));
            if (trick == 3) market.withdrawExcess(id, free);
            if (trick == 4) market.updateVersion(one(id), "other");
            if (trick == 5) {
                market.halt(id);
                market.resume(id);
                market.halt(id);
                market.closeLease(id, CloseReason.TENANT);
            }
            vm.stopPrank();
            uint256 before = credit(provider);
            vm.prank(provider);
            market.confirm(c);
            requireEqual(credit(provider) - before, pay(3 days), "pay");
        }
    }

    function testASuspicionBeforeAConfirmTakesNothing() public {
        bytes32 id = activeLease();
        skip(PERIOD + GRACE + 1);
        LeaseConfirmation[] memory c = one(heartbeat(id, uint64(PERIOD)));
        vm.prank(keeper);
        market.suspect(id);
        refuse(keeper, E.TooEarly.selector);
        market.markStale(id, none, terms());
        vm.prank(provider);
        market.confirm(c);
        requireEqual(credit(provider), pay(PERIOD), "pay");
        requireEqual(market.lease(id).collateral, COLLATERAL, "collateral");
    }

    function testAnOfferWhoseEndIsMovedUpUnderItsTakerIsNotTaken() public {
        uint32 offer = list(1);
        refuse(provider, E.BadTerms.selector);
        market.updateOffer(offer, RATE, 1, OfferMode.OPEN, uint40(START + 2 hours));
        requireEqual(market.lease(take(offer)).endsAt, 0, "as it was seen");
    }

    // ---- replay ------------------------------------------------------------------------------

    function testConsentsAndHaltsOfOtherLeasesChainsAndMarketsAreRefused() public {
        uint32 offer = list(2);
        bytes32 id = take(offer);
        bytes32 other = take(offer);
        activate(id, 1);
        activate(other, 1);
        uint40 expiry = uint40(START + 1 days);
        bytes memory consent = sign(LAUNCH, market.consentDigest(other));
        bytes memory halt = sign(LAUNCH, market.haltDigest(other, 0, expiry));
        refuseBoth(id, consent, halt, expiry);
        consent = sign(LAUNCH, market.consentDigest(id));
        halt = sign(LAUNCH, market.haltDigest(id, 0, expiry));
        vm.chainId(77);
        refuseBoth(id, consent, halt, expiry);
        vm.chainId(31337);
        IMarket elsewhere = Fixture.market(config());
        consent = sign(LAUNCH, elsewhere.consentDigest(id));
        halt = sign(LAUNCH, elsewhere.haltDigest(id, 0, expiry));
        refuseBoth(id, consent, halt, expiry);
        halt = sign(LAUNCH, market.haltDigest(id, 1, expiry));
        refuseBoth(id, halt, halt, expiry);
    }

    function refuseBoth(bytes32 id, bytes memory consent, bytes memory halt, uint40 expiry) private {
        refuse(provider, E.BadSignature.selector);
        market.closeWithConsent(id, CloseReason.PROVIDER_UNSTABLE, consent);
        refuse(E.BadSignature.selector);
        market.haltSigned(id, expiry, halt);
    }

    function testAQuoteOfAnotherMarketOrProviderIsWorthless() public {
        vm.prank(provider);
        market.delegate(vm.addr(77), uint32(1) << uint8(Act.QUOTES), 0, uint40(START + 1 days));
        Quote memory q = Quote(list(1), tenant, RATE, 1, 0, uint40(START + 1 days));
        bytes memory elsewhere = sign(77, Fixture.market(config()).quoteDigest(q));
        Take memory t = taking(q.offer, 1);
        refuse(tenant, E.BadSignature.selector);
        market.takeQuote(t, q, elsewhere);
        // The same signer's word for an offer of somebody else.
        join(stranger);
        vm.prank(stranger);
        q.offer = market.listOffer(stranger, listing(1));
        t.offer = q.offer;
        bytes memory signature = sign(77, market.quoteDigest(q));
        refuse(tenant, E.BadSignature.selector);
        market.takeQuote(t, q, signature);
    }

    // ---- parties that do not do their part -----------------------------------------------------

    function testATenantThatNeverReleasesGainsNothing() public {
        bytes32 id = take(list(1));
        skip(1 hours + 1);
        vm.prank(keeper);
        market.expirePending(id, none, terms());
        requireEqual(credit(provider), COLLATERAL, "the provider loses nothing");
        requireEqual(credit(tenant), DEPOSIT - 5e5, "the tenant pays the keeper");
        requireEqual(market.provider(tenant).record.notActivatedTenant, 1, "and it is counted");
    }

    /// A hostile order: heartbeats often, no outage allowed, a notice longer than anyone can be
    /// silent. The tenant's guest stops its heartbeats; the provider still leaves unharmed.
    function testATenantFarmingCollateralByTheTermsOfItsOrderGetsNone() public {
        Submission memory d = submission(DEPOSIT);
        d.terms = LeaseTerms(1 hours, 1 hours, 0, 30 days, 0, 0);
        vm.prank(tenant);
        market.submitDeployment(d, infras(infra(1, 1)));
        vm.prank(provider);
        market.submitFulfillment(provider, 1, infra(1, 1), d.terms, price(RATE));
        skip(1 hours);
        bytes32 id = market.matchOrder(1, infra(1, 1), d.terms, price(RATE))[0];
        activate(id, 1);
        skip(1 hours);
        confirm(id, 1 hours);
        vm.startPrank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_NO_HEARTBEAT);
        market.interrupt(id, InterruptReason.FAULT);
        vm.stopPrank();
        for (uint256 day = 0; day < 30; day++) {
            skip(1 days);
            refuse(tenant, E.NotSuspect.selector);
            market.suspect(id);
        }
        vm.prank(provider);
        market.closeLease(id, CloseReason.PROVIDER_NO_HEARTBEAT);
        confirmClosed(id);
        requireEqual(credit(provider), COLLATERAL + pay(1 hours), "all that is his");
    }

    function testAChainThatStopsForADayMakesNobodySuspectedStale() public {
        bytes32 id = activeLease();
        skip(PERIOD - 1 hours);
        // Nobody can act for a day; then the keeper's transactions come first.
        vm.warp(vm.getBlockTimestamp() + 1 days + 2 hours);
        vm.startPrank(keeper);
        market.suspect(id);
        vm.stopPrank();
        vm.warp(vm.getBlockTimestamp() + 1 days);
        vm.roll(vm.getBlockNumber() + 99);
        refuse(keeper, E.TooEarly.selector);
        market.markStale(id, none, terms());
        confirm(id, uint64(PERIOD));
        requireState(id, LeaseState.ACTIVE);
        requireEqual(credit(provider), pay(PERIOD), "pay");
    }
}
