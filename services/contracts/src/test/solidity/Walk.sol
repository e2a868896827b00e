// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Watch} from "./Watch.sol";

/// A random walk over the market: every act, by accounts that may and accounts that may not, with
/// time passing.
contract Walk is Watch {
    mapping(uint32 => uint16) private countOf;
    uint32 private known;
    mapping(uint256 => uint256) public done;

    function setUp() public override {
        super.setUp();
        address[6] memory all = [provider, tenant, keeper, stranger, vm.addr(1001), vm.addr(1002)];
        for (uint256 i = 0; i < 6; i++) {
            takePart(all[i]);
        }
        fund(all[4]);
        fund(all[5]);
        for (uint256 i = 3; i < 6; i++) {
            vm.prank(accounts[i]);
            market.registerProvider(profile(), STAKE);
        }
        beginWatch();
    }

    function target() external view returns (address) {
        return address(market);
    }

    function step(uint256 seed) external {
        uint256 act = seed % 32;
        uint256 a = uint256(keccak256(abi.encode(seed, "a")));
        uint256 b = uint256(keccak256(abi.encode(seed, "b")));
        subject = 0;
        about = 0;
        bool ok = act < 8 ? offers(act, a, b) : act < 16 ? orders(act - 8, a, b) : lives(act, a, b);
        if (ok) done[act] += 1;
        watch();
        (,,, uint32 all,,) = market.counts();
        // Orders beyond those submitted were reopened for one machine.
        while (known < all) countOf[++known] = 1;
    }

    // ---- acts ------------------------------------------------------------------------------

    function someone(uint256 a) private view returns (address) {
        return accounts[a % accounts.length];
    }

    function offers(uint256 act, uint256 a, uint256 b) private returns (bool) {
        address who = someone(a);
        (, uint32 count,,,,) = market.counts();
        // Mostly recent offers: old ones are taken or gone.
        uint32 id = b % 4 < count ? uint32(count - b % 4) : 1;
        if (act == 0) {
            OfferListing memory l = listing(uint16(1 + a % 3));
            l.price = uint128(RATE / 2 + b % RATE);
            l.collateral = uint96(a % COLLATERAL);
            if (b % 3 == 0) {
                l.terms.endsAt = uint40(vm.getBlockTimestamp() + 2 hours + b % 40 days);
            }
            return call(who, abi.encodeCall(market.listOffer, (who, l)));
        }
        if (act < 4) {
            Take memory t = taking(id, uint16(1 + a % 2));
            t.account = who;
            t.maxPrice = 2 * RATE;
            t.deposit = uint96((market.offer(id).minDeposit + a % DEPOSIT) * t.units);
            return call(who, abi.encodeCall(market.takeOffer, (t)));
        }
        address owner = market.offer(id).provider;
        if (act == 4) {
            bytes memory data = abi.encodeCall(
                market.updateOffer, (id, RATE, uint16(1 + b % 4), OfferMode.OPEN, 0)
            );
            return call(owner, data);
        }
        if (act == 5) return a % 4 == 0 && call(owner, abi.encodeCall(market.withdrawOffer, (id)));
        if (act == 6) {
            skip(b % 16 == 0 ? 9 days : b % 16 < 4 ? 25 hours : a % 40 minutes);
            return true;
        }
        return exits(a, b);
    }

    function exits(uint256 a, uint256 b) private returns (bool) {
        address who = someone(a);
        if (b % 32 == 0) return call(who, abi.encodeCall(market.startUnbonding, ()));
        if (b % 8 == 1) return call(who, abi.encodeCall(market.withdrawStake, ()));
        if (b % 8 == 2) {
            return call(who, abi.encodeCall(market.registerProvider, (profile(), STAKE)));
        }
        if (b % 8 < 6) return call(who, abi.encodeCall(market.cancelUnbonding, ()));
        return call(who, abi.encodeCall(market.withdraw, (who)));
    }

    function orders(uint256 act, uint256 a, uint256 b) private returns (bool) {
        address who = someone(a);
        uint32 id = b % 3 < known ? uint32(known - b % 3) : 1;
        uint16 count = countOf[id];
        about = id;
        if (act == 0) {
            count = uint16(1 + a % 2);
            Submission memory d = submission(uint96(DEPOSIT * count + a % DEPOSIT));
            d.account = who;
            bool ok =
                call(who, abi.encodeCall(market.submitDeployment, (d, infras(infra(1, count)))));
            if (ok) countOf[++known] = count;
            return ok;
        }
        uint128 p = uint128(RATE - a % 3);
        if (act < 4) {
            bytes memory data = abi.encodeCall(
                market.submitFulfillment, (who, id, infra(1, count), terms(), price(p))
            );
            return call(who, data);
        }
        if (act < 6) {
            if (b % 2 == 0) skip(1 hours);
            Bid[] memory all = market.bids(id);
            for (uint256 i = 0; i < all.length; i++) {
                if (i == 0 || all[i].total / count < p) p = uint128(all[i].total / count);
            }
            return
                call(
                    who, abi.encodeCall(market.matchOrder, (id, infra(1, count), terms(), price(p)))
                );
        }
        if (act == 6) {
            return call(who, abi.encodeCall(market.cancelFulfillment, (who, id)))
                || call(who, abi.encodeCall(market.reclaim, (who, id)));
        }
        address owner = market.order(id).tenant;
        return a % 4 == 0 && call(owner, abi.encodeCall(market.closeOrder, (id)));
    }

    function lives(uint256 act, uint256 a, uint256 b) private returns (bool) {
        if (leases == 0) return false;
        LeaseView memory l = market.lease(market.leaseIdOf(pick(act, b)));
        subject = l.id;
        if (act < 19) {
            uint32 boot = l.boot + 1;
            bytes memory data =
                abi.encodeCall(market.activate, (l.id, boot, guestKey, signActivation(l.id, boot)));
            return call(l.provider, data);
        }
        if (act < 22) {
            uint64 served = uint64(a % 10 days);
            bytes memory data = abi.encodeCall(market.confirm, (one(heartbeat(l.id, served))));
            return call(l.provider, data);
        }
        if (act == 22) return call(l.tenant, abi.encodeCall(market.halt, (l.id)));
        if (act == 23) {
            return call(l.tenant, abi.encodeCall(market.resume, (l.id)))
                || call(l.provider, abi.encodeCall(market.collect, (one(l.id))));
        }
        if (act == 24) {
            bytes memory data = abi.encodeCall(market.interrupt, (l.id, InterruptReason.FAULT));
            return call(l.provider, data);
        }
        if (act == 25) {
            return
                call(
                    l.tenant,
                    abi.encodeCall(market.topUp, (l.tenant, l.id, uint96(1 + a % DEPOSIT)))
                );
        }
        if (act == 26) {
            return
                call(
                    l.tenant, abi.encodeCall(market.withdrawExcess, (l.id, uint96(1 + a % DEPOSIT)))
                );
        }
        return ends(act, l, a);
    }

    /// For acts that only one state allows, mostly a lease in that state.
    function wanted(uint256 act) private pure returns (LeaseState) {
        if (act == 23) return LeaseState.HALTED;
        if (act == 28) return LeaseState.CLOSING;
        if (act == 29) return LeaseState.ACTIVE;
        if (act == 30) return LeaseState.SUSPECT;
        return LeaseState.NONE;
    }

    function pick(uint256 act, uint256 b) private view returns (uint32 n) {
        LeaseState state = wanted(act);
        if (state == LeaseState.NONE || b % 8 == 0) return pick(b);
        n = uint32(1 + b % leases);
        for (uint256 i = 0; i < leases && lastState[n] != state; i++) {
            n = n % leases + 1;
        }
    }

    /// Mostly a lease that has not ended.
    function pick(uint256 b) private view returns (uint32 n) {
        n = uint32(1 + b % leases);
        for (uint256 i = 0; i < 20 && b % 8 != 0; i++) {
            LeaseState state = lastState[n];
            if (state != LeaseState.CLOSED && state != LeaseState.STALE) return n;
            n = n % leases + 1;
        }
    }

    function ends(uint256 act, LeaseView memory l, uint256 a) private returns (bool) {
        if (act == 27) {
            if (a % 3 != 0) {
                return call(l.provider, abi.encodeCall(market.confirm, (one(heartbeat(l.id, 1)))));
            }
            CloseReason reason = CloseReason(a / 3 % 11);
            if (a % 2 == 0) {
                return call(l.provider, abi.encodeCall(market.giveNotice, (l.id, reason)));
            }
            address who = reason == CloseReason.TENANT ? l.tenant : l.provider;
            return call(who, abi.encodeCall(market.closeLease, (l.id, reason)));
        }
        if (act == 28) {
            return a % 2 == 0
                ? call(l.provider, abi.encodeCall(market.confirmClosed, (one(l.id))))
                : call(keeper, abi.encodeCall(market.releaseHeld, (l.id)));
        }
        if (act == 29) {
            if (a % 4 == 0) skip(9 days);
            return call(keeper, abi.encodeCall(market.suspect, (l.id)));
        }
        if (act == 30 && a % 2 == 0) skip(GRACE);
        DeploymentInfrastructure memory i = infra(1, countOf[l.origin]);
        bytes memory data = act == 30
            ? abi.encodeCall(market.markStale, (l.id, i, terms()))
            : abi.encodeCall(market.expirePending, (l.id, i, terms()));
        return call(a % 8 == 0 ? l.provider : keeper, data);
    }
}
