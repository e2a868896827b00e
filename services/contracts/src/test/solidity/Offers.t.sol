// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";

contract OffersTest is Base {
    function testListingLocksCollateralForEveryUnit() public {
        uint256 before = token.balanceOf(provider);
        uint32 id = list(5);
        requireEqual(before - token.balanceOf(provider), 5 * COLLATERAL, "locked");
        OfferView memory o = market.offer(id);
        requireEqual(o.count, 5, "count");
        requireEqual(o.terms.period, PERIOD, "period");
        requireEqual(o.unit.memoryMiB, 4096, "memory");
    }

    function testTakingOpensPendingLeasesAtOnce() public {
        uint32 offer = list(3);
        vm.prank(tenant);
        bytes32[] memory ids = market.takeOffer(taking(offer, 2));
        requireEqual(ids.length, 2, "leases");
        requireEqual(ids[0], market.leaseIdOf(1), "id");
        requireState(ids[1], LeaseState.PENDING);
        LeaseView memory l = market.lease(ids[1]);
        requireEqual(l.escrow, DEPOSIT, "escrow");
        requireEqual(l.collateral, COLLATERAL, "collateral");
        requireEqual(l.mark, START + 1 hours, "activate by");
        requireEqual(market.offer(offer).taken, 2, "taken");
        requireEqual(market.leasesOfTenant(tenant, 0, 10).length, 2, "index");
        requireEqual(market.leasesOfProvider(provider, 1, 10)[0].id, ids[1], "index");
    }

    function testDepositOfUnevenPartsIsGivenOutWhole() public {
        uint32 offer = list(3);
        Take memory t = taking(offer, 3);
        t.deposit = 3 * DEPOSIT + 2;
        vm.prank(tenant);
        bytes32[] memory ids = market.takeOffer(t);
        requireEqual(market.lease(ids[0]).escrow, DEPOSIT + 2, "first");
        requireEqual(market.lease(ids[2]).escrow, DEPOSIT, "last");
    }

    function testRefusesWhenThePriceRoseBeforeTheTakeLanded() public {
        uint32 offer = list(1);
        vm.prank(provider);
        market.updateOffer(offer, RATE + 1, 1, OfferMode.OPEN, 0);
        refuse(tenant, E.PriceRose.selector);
        market.takeOffer(taking(offer, 1));
    }

    function testRefusesMoreUnitsThanStand() public {
        uint32 offer = list(2);
        refuse(tenant, E.OfferExhausted.selector);
        market.takeOffer(taking(offer, 3));
    }

    function testRefusesDepositBelowTheFloor() public {
        uint32 offer = list(1);
        Take memory t = taking(offer, 1);
        t.deposit = market.offer(offer).minDeposit;
        uint256 floor = (uint256(RATE) * (PERIOD + GRACE + PAUSE_GRACE) + WAD - 1) / WAD;
        requireEqual(t.deposit, floor, "floor");
        t.deposit -= 1;
        refuse(tenant, E.DepositTooLow.selector);
        market.takeOffer(t);
        t.deposit += 1;
        vm.prank(tenant);
        market.takeOffer(t);
    }

    function testRefusesBadTakes() public {
        uint32 offer = list(20);
        Take memory t = taking(offer, 17);
        refuse(tenant, E.BadCount.selector);
        market.takeOffer(t);
        t.units = 0;
        refuse(tenant, E.BadCount.selector);
        market.takeOffer(t);
        t = taking(offer, 1);
        t.launchKey = address(0);
        refuse(tenant, E.BadLaunchKey.selector);
        market.takeOffer(t);
        t = taking(offer, 1);
        t.version = 0;
        refuse(tenant, E.BadVersion.selector);
        market.takeOffer(t);
        t = taking(99, 1);
        refuse(tenant, E.NoSuchOffer.selector);
        market.takeOffer(t);
        refuse(stranger, E.NotAuthorized.selector);
        market.takeOffer(taking(offer, 1));
    }

    function testRefusesBadListings() public {
        OfferListing memory l = listing(1);
        l.unit.vcpu = 0;
        refuseListing(l, E.BadUnit.selector);
        l = listing(1);
        l.price = 0;
        refuseListing(l, E.BadPrice.selector);
        l.price = uint128(MAX_RATE + 1);
        refuseListing(l, E.BadPrice.selector);
        refuseListing(listing(0), E.BadCount.selector);
        l = listing(2);
        l.collateral = type(uint96).max;
        refuseListing(l, E.BadAmount.selector);
        l = listing(1);
        l.mode = OfferMode.WITHDRAWN;
        refuseListing(l, E.BadMode.selector);
        vm.expectRevert(E.NotRegistered.selector);
        vm.prank(stranger);
        market.listOffer(stranger, listing(1));
    }

    function testRefusesTermsOutOfBounds() public {
        OfferListing memory l = listing(1);
        l.terms.period = 1 hours - 60;
        refuseListing(l, E.BadTerms.selector);
        l.terms.period = 30 days + 60;
        refuseListing(l, E.BadTerms.selector);
        l.terms.period = 1 hours + 1;
        refuseListing(l, E.BadTerms.selector);
        l = listing(1);
        l.terms.activateWithin = 9 minutes;
        refuseListing(l, E.BadTerms.selector);
        l.terms.activateWithin = 24 hours + 60;
        refuseListing(l, E.BadTerms.selector);
        l = listing(1);
        l.terms.outageSeconds = 30 days + 60;
        refuseListing(l, E.BadTerms.selector);
        l = listing(1);
        l.terms.noticeSeconds = 30 days + 60;
        refuseListing(l, E.BadTerms.selector);
        l = listing(1);
        l.terms.haltedPercent = 101;
        refuseListing(l, E.BadTerms.selector);
        l = listing(1);
        l.terms.endsAt = uint40(START + 1 hours);
        refuseListing(l, E.BadTerms.selector);
    }

    function refuseListing(OfferListing memory l, bytes4 refusal) private {
        refuse(provider, refusal);
        market.listOffer(provider, l);
    }

    function testUpdateMovesCollateralBothWays() public {
        uint32 offer = list(2);
        vm.prank(provider);
        market.updateOffer(offer, RATE, 5, OfferMode.OPEN, 0);
        requireEqual(token.balanceOf(address(market)), STAKE + 5 * COLLATERAL, "held");
        vm.prank(provider);
        market.updateOffer(offer, RATE, 1, OfferMode.QUOTE_ONLY, 0);
        requireEqual(credit(provider), 4 * COLLATERAL, "credit");
        refuse(tenant, E.OfferNotOpen.selector);
        market.takeOffer(taking(offer, 1));
        refuse(provider, E.BadMode.selector);
        market.updateOffer(offer, RATE, 1, OfferMode.NONE, 0);
        refuse(stranger, E.NotAuthorized.selector);
        market.updateOffer(offer, RATE, 1, OfferMode.OPEN, 0);
    }

    function testUpdateKeepsWhatWasTaken() public {
        uint32 offer = list(2);
        take(offer);
        take(offer);
        refuse(provider, E.BadCount.selector);
        market.updateOffer(offer, RATE, 1, OfferMode.OPEN, 0);
        vm.prank(provider);
        market.updateOffer(offer, 2 * RATE, 2, OfferMode.OPEN, 0);
        requireEqual(market.lease(market.leaseIdOf(1)).rate, RATE, "rate of a lease");
    }

    function testWithdrawReturnsOnlyWhatWasNotTaken() public {
        uint32 first = list(3);
        uint32 second = list(1);
        take(first);
        vm.prank(provider);
        market.withdrawOffer(first);
        requireEqual(credit(provider), 2 * COLLATERAL, "credit");
        refuse(tenant, E.OfferNotOpen.selector);
        market.takeOffer(taking(first, 1));
        refuse(provider, E.OfferNotOpen.selector);
        market.withdrawOffer(first);
        OfferView[] memory page = market.offersPage(0, 10);
        requireEqual(page.length, 1, "standing");
        requireEqual(page[0].id, second, "the other stands");
        vm.prank(provider);
        market.withdrawOffer(second);
        requireEqual(market.offersPage(0, 10).length, 0, "none");
    }

    function testTheEndOfAnOfferOnlyMovesLater() public {
        OfferListing memory l = listing(1);
        l.terms.endsAt = uint40(START + 30 days);
        vm.prank(provider);
        uint32 offer = market.listOffer(provider, l);
        refuse(provider, E.BadTerms.selector);
        market.updateOffer(offer, RATE, 1, OfferMode.OPEN, uint40(START + 30 days - 1));
        vm.prank(provider);
        market.updateOffer(offer, RATE, 1, OfferMode.OPEN, uint40(START + 30 days));
        vm.prank(provider);
        market.updateOffer(offer, RATE, 1, OfferMode.OPEN, uint40(START + 60 days));
        requireEqual(market.offer(offer).terms.endsAt, START + 60 days, "later");
        vm.prank(provider);
        market.updateOffer(offer, RATE, 1, OfferMode.OPEN, 0);
        refuse(provider, E.BadTerms.selector);
        market.updateOffer(offer, RATE, 1, OfferMode.OPEN, uint40(START + 60 days));
        skip(61 days);
        refuse(provider, E.BadTerms.selector);
        market.updateOffer(offer, RATE, 1, OfferMode.OPEN, uint40(START + 60 days));
    }

    function testOffersEndWithTheirTime() public {
        OfferListing memory l = listing(1);
        l.terms.endsAt = uint40(START + 2 hours);
        vm.prank(provider);
        uint32 offer = market.listOffer(provider, l);
        skip(1 hours);
        refuse(tenant, E.OfferEnded.selector);
        market.takeOffer(taking(offer, 1));
    }

    function testPagesAreBounded() public {
        for (uint256 i = 0; i < 5; i++) {
            list(1);
        }
        requireEqual(market.offersPage(3, 10).length, 2, "rest");
        requireEqual(market.offersPage(5, 10).length, 0, "past the end");
        requireEqual(market.offersPage(0, type(uint256).max).length, 5, "all");
    }
}
