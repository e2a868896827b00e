// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import {IMarket} from "../../main/solidity/IMarket.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";
import {Fixture} from "./Fixture.sol";

/// Activation, and pay by proof.
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
}
