// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors as E} from "../../main/solidity/IMarketErrors.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";

/// Defects of earlier markets that must not come back, those that no test of an act shows already.
contract DefectsTest is Base {
    DeploymentInfrastructure private none;

    function testPricesAreFinerThanACentAMonth() public {
        // A hundredth of a cent in 30 days, and one WAD step more.
        uint128 tiny = uint128(100 * WAD / 30 days);
        bytes32 id = leaseAt(tiny, 1e6);
        bytes32 other = leaseAt(tiny + 1, 1e6);
        requireEqual(market.lease(other).rate - market.lease(id).rate, 1, "one step");
        skip(7 days);
        confirm(id, 7 days);
        requireEqual(credit(provider), uint256(tiny) * 7 days / WAD, "pay");
        requireEqual(credit(provider), 23, "a quarter of it in a week");
    }

    function leaseAt(uint128 rate, uint96 deposit) private returns (bytes32 id) {
        OfferListing memory o = listing(1);
        o.price = rate;
        vm.prank(provider);
        Take memory t = taking(market.listOffer(provider, o), 1);
        t.maxPrice = rate;
        t.deposit = deposit;
        vm.prank(tenant);
        id = market.takeOffer(t)[0];
        activate(id, 1);
    }

    function testAMachineThatNeverBootedIsNeverPaid() public {
        bytes32 id = take(list(1));
        bytes32[] memory ids = one(id);
        LeaseConfirmation[] memory c = one(heartbeatBy(GUEST, id, 0, 0, 1 hours));
        skip(1 hours);
        refuse(provider, E.WrongState.selector);
        market.confirm(c);
        refuse(provider, E.WrongState.selector);
        market.collect(ids);
        refuse(provider, E.WrongState.selector);
        market.interrupt(id, InterruptReason.FAULT);
        refuse(tenant, E.WrongState.selector);
        market.halt(id);
        skip(1);
        vm.prank(provider);
        market.expirePending(id, none, terms());
        requireEqual(credit(provider), COLLATERAL, "collateral alone");
        requireEqual(credit(tenant), DEPOSIT, "the whole deposit");
    }

    // ---- views -----------------------------------------------------------------------------

    function testViewsNeverUnderflowInAnyStateAtAnyTime() public {
        uint32 offer = list(9);
        bytes32[] memory ids = new bytes32[](9);
        for (uint256 i = 0; i < 9; i++) {
            ids[i] = take(offer);
        }
        look();
        market.lease(ids[8]);
        for (uint256 i = 0; i < 8; i++) {
            activate(ids[i], 1);
        }
        look();
        skip(1 days);
        vm.prank(tenant);
        market.halt(ids[1]);
        vm.prank(provider);
        market.interrupt(ids[2], InterruptReason.FAULT);
        close(ids[3]);
        close(ids[4]);
        confirmClosed(ids[4]);
        look();
        skip(PERIOD + GRACE);
        vm.prank(keeper);
        market.suspect(ids[0]);
        vm.prank(keeper);
        market.suspect(ids[5]);
        look();
        skip(GRACE);
        market.markStale(ids[5], none, terms());
        confirm(ids[1], 1 days);
        confirm(ids[2], 1 days);
        look();
        vm.warp(START + 10_000 days);
        look();
        vm.warp(START - 10_000 days);
        look();
    }

    /// Every view, also of what there never was.
    function look() private view {
        (uint32 leases, uint32 offers,, uint32 orders,,) = market.counts();
        for (uint32 n = 0; n <= leases + 1; n++) {
            market.lease(market.leaseIdOf(n));
            market.historyOf(market.leaseIdOf(n));
            market.beatOf(market.leaseIdOf(n));
        }
        for (uint32 n = 0; n <= offers + 1; n++) {
            market.offer(n);
        }
        for (uint32 n = 0; n <= orders + 1; n++) {
            market.order(n);
            market.bids(n);
            market.deployment(n);
        }
        market.provider(provider);
        market.provider(address(0));
        uint256 far = type(uint256).max;
        market.offersPage(far, far);
        market.ordersPage(far, far);
        market.leasesOfTenant(tenant, 0, far);
        market.leasesOfTenant(tenant, far, far);
        market.leasesOfProvider(provider, 0, far);
        market.deploymentsOf(tenant, far, far);
        market.quoteNonceOf(provider, tenant);
        market.delegationOf(provider, tenant);
        market.auditOf(keeper, provider, 0);
    }

    // ---- nobody rules it ---------------------------------------------------------------------

    function testNobodyOwnsPausesUpgradesOrSetsAnything() public {
        string[10] memory acts = [
            "initialize()",
            "initialize(address)",
            "setOwner(address)",
            "transferOwnership(address)",
            "setToken(address)",
            "setConfig(bytes)",
            "pause()",
            "upgradeTo(address)",
            "upgradeToAndCall(address,bytes)",
            "grantRole(bytes32,address)"
        ];
        bytes32 before = keccak256(abi.encode(market.config()));
        for (uint256 i = 0; i < acts.length; i++) {
            address who = i % 2 == 0 ? address(this) : address(0);
            vm.prank(who);
            (bool ok,) =
                address(market).call(abi.encodePacked(bytes4(keccak256(bytes(acts[i]))), who));
            require(!ok, acts[i]);
        }
        (bool paid,) = address(market).call{value: 0}("");
        require(!paid, "no act without a name");
        requireEqual(keccak256(abi.encode(market.config())), before, "constants");
    }

    // ---- the past ----------------------------------------------------------------------------

    function testWhatEndedStaysReadable() public {
        bytes32 id = activeLease();
        skip(1000);
        confirm(id, 900);
        close(id);
        confirmClosed(id);
        LeaseView memory l = market.lease(id);
        requireState(id, LeaseState.CLOSED);
        require(l.tenant == tenant && l.provider == provider, "parties");
        requireEqual(l.rate, RATE, "rate");
        requireEqual(l.eventCount, 5, "events");
        requireEqual(market.leasesOfTenant(tenant, 0, 1)[0].id, id, "the tenant's list");
        uint32 offer = list(2);
        vm.prank(provider);
        market.withdrawOffer(offer);
        requireEqual(uint256(market.offer(offer).mode), uint256(OfferMode.WITHDRAWN), "offer");
        requireEqual(market.offer(offer).price, RATE, "its price");
    }

    function testNoActGetsDearerByThePast() public {
        (uint256 take1, uint256 close1, uint256 page1) = costs();
        uint32 offer = list(60);
        for (uint256 i = 0; i < 60; i++) {
            bytes32 id = take(offer);
            activate(id, 1);
            close(id);
            confirmClosed(id);
        }
        vm.prank(provider);
        market.withdrawOffer(offer);
        (uint256 take2, uint256 close2, uint256 page2) = costs();
        // A new word of an index, eight leases long, is the most that may differ.
        require(take2 < take1 + 25_000, "takeOffer");
        require(close2 < close1 + 5_000, "closeLease");
        require(page2 < page1 + 5_000, "a page of offers");
    }

    function costs() private returns (uint256 take_, uint256 close_, uint256 page) {
        uint32 offer = list(1);
        page = gasleft();
        market.offersPage(0, 10);
        page -= gasleft();
        Take memory t = taking(offer, 1);
        vm.prank(tenant);
        take_ = gasleft();
        bytes32 id = market.takeOffer(t)[0];
        take_ -= gasleft();
        activate(id, 1);
        vm.prank(tenant);
        close_ = gasleft();
        market.closeLease(id, CloseReason.TENANT);
        close_ -= gasleft();
        vm.prank(provider);
        market.withdrawOffer(offer);
    }

    function testNoMachineRunsOnForFree() public {
        bytes32 id = leaseAt(RATE, uint96(market_floor()));
        skip(market_floor() * WAD / RATE + 30 days);
        confirm(id, 365 days);
        requireState(id, LeaseState.PAUSED);
        requireEqual(market.lease(id).escrow, 0, "all of it is spent");
        skip(1 days);
        LeaseConfirmation[] memory c = one(heartbeat(id, 1 days));
        refuse(provider, E.NothingToPay.selector);
        market.confirm(c);
        skip(PAUSE_GRACE);
        vm.prank(provider);
        market.closeLease(id, CloseReason.INSUFFICIENT_FUNDS);
        requireEqual(market.lease(id).collateral, COLLATERAL, "nothing is forfeited");
    }

    function market_floor() private pure returns (uint256) {
        return uint256(RATE) * (PERIOD + GRACE + PAUSE_GRACE) / WAD;
    }

    function testEachProviderHasItsOwnNoncesForEachTenant() public {
        join(stranger);
        Quote memory q = Quote(list(1), tenant, RATE, 1, 0, uint40(START + 1 days));
        vm.prank(stranger);
        market.cancelQuotes(stranger, tenant);
        requireEqual(market.quoteNonceOf(provider, tenant), 0, "not this provider's");
        vm.prank(provider);
        market.delegate(vm.addr(77), uint32(1) << uint8(Act.QUOTES), 0, uint40(START + 1 days));
        bytes memory signature = sign(77, market.quoteDigest(q));
        vm.prank(tenant);
        market.takeQuote(taking(q.offer, 1), q, signature);
        requireEqual(market.quoteNonceOf(provider, tenant), 1, "used");
        requireEqual(market.quoteNonceOf(stranger, tenant), 1, "as it was");
    }
}
