// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketEvents as V} from "../../main/solidity/IMarketEvents.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Base} from "./Base.sol";
import {Vm} from "./Vm.sol";

/// A random walk over the market: every act, by accounts that may and accounts that may not, with
/// time passing. It watches the events and refuses any change of state that is not in the table.
contract Walk is Base {
    address[] public accounts;
    mapping(uint32 => uint16) private countOf;
    uint32 private known;
    uint32 public leases;
    mapping(uint256 => LeaseState) public lastState;
    mapping(uint32 => bytes32) public idOf;
    mapping(bytes32 => uint256) public collateralIn;
    mapping(bytes32 => uint256) public collateralOut;
    mapping(bytes32 => bytes32) public digests;
    mapping(uint256 => uint256) public done;

    function setUp() public override {
        super.setUp();
        accounts = [provider, tenant, keeper, stranger, vm.addr(1001), vm.addr(1002)];
        fund(accounts[4]);
        fund(accounts[5]);
        for (uint256 i = 3; i < 6; i++) {
            vm.prank(accounts[i]);
            market.registerProvider(profile(), STAKE);
        }
        vm.recordLogs();
    }

    function accountCount() external view returns (uint256) {
        return accounts.length;
    }

    function target() external view returns (address) {
        return address(market);
    }

    function step(uint256 seed) external {
        uint256 act = seed % 32;
        uint256 a = uint256(keccak256(abi.encode(seed, "a")));
        uint256 b = uint256(keccak256(abi.encode(seed, "b")));
        bool ok = act < 8 ? offers(act, a, b) : act < 16 ? orders(act - 8, a, b) : lives(act, a, b);
        if (ok) done[act] += 1;
        watch();
    }

    // ---- acts ------------------------------------------------------------------------------

    function someone(uint256 a) private view returns (address) {
        return accounts[a % accounts.length];
    }

    function call(address who, bytes memory data) private returns (bool ok) {
        vm.prank(who);
        (ok,) = address(market).call(data);
        // What a reverted call had logged never happened.
        if (!ok) vm.getRecordedLogs();
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
        LeaseView memory l = market.lease(idOf[pick(act, b)]);
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

    // ---- what must hold after every act ------------------------------------------------------

    function watch() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter == address(market)) read(logs[i]);
        }
        (uint32 count,,, uint32 orders_,,) = market.counts();
        // Orders beyond those submitted were reopened for one machine.
        while (known < orders_) countOf[++known] = 1;
        leases = count;
        for (uint32 n = 1; n <= count; n++) {
            LeaseState now_ = LeaseState(uint8(uint256(word(slotOf(n), 3)) >> 160));
            LeaseState before = lastState[n];
            if (now_ == before) continue;
            require(allowed(before, now_), "a change of state that is not in the table");
            lastState[n] = now_;
        }
        require(token.balanceOf(address(market)) == owed(), "what is held is not what is owed");
    }

    // ---- the storage, read as a light client would, and much faster than by views -------------

    function word(bytes32 slot, uint256 more) private view returns (bytes32) {
        return vm.load(address(market), bytes32(uint256(slot) + more));
    }

    function at(uint256 key, uint256 slot) private pure returns (bytes32) {
        return keccak256(abi.encode(key, slot));
    }

    function slotOf(uint32 lease) private view returns (bytes32) {
        return at(uint256(idOf[lease]), 13);
    }

    function field(bytes32 slot, uint256 more, uint256 byte_, uint256 bits)
        private
        view
        returns (uint256)
    {
        return uint256(word(slot, more)) >> (8 * byte_) & ((1 << bits) - 1);
    }

    /// All that the market owes to anyone.
    function owed() public view returns (uint256 sum) {
        uint256 head = uint256(vm.load(address(market), 0));
        for (uint256 i = 0; i < accounts.length; i++) {
            uint256 who = uint160(accounts[i]);
            sum += field(at(who, 4), 0, 0, 112) + field(at(who, 5), 0, 0, 96);
        }
        for (uint256 n = 1; n <= uint32(head >> 32); n++) {
            bytes32 o = at(n, 7);
            if (field(o, 0, 29, 8) == uint256(OfferMode.WITHDRAWN)) continue;
            sum += field(o, 1, 16, 96) * (field(o, 0, 25, 16) - field(o, 0, 27, 16));
        }
        for (uint256 n = 1; n <= uint32(head >> 96); n++) {
            sum += field(at(n, 10), 1, 0, 96);
            uint256 bids = field(at(n, 10), 1, 22, 8);
            for (uint256 i = 0; i < bids; i++) {
                sum += field(keccak256(abi.encode(i, at(n, 12))), 1, 16, 96);
            }
        }
        for (uint32 n = 1; n <= leases; n++) {
            bytes32 l = slotOf(n);
            sum += field(l, 2, 16, 96) + field(l, 5, 20, 96);
            if (lastState[n] == LeaseState.SUSPECT) sum += BOND;
        }
    }

    function read(Vm.Log memory log) private {
        bytes32 t = log.topics[0];
        bytes32 id = log.topics.length > 1 ? log.topics[1] : bytes32(0);
        if (t == V.LeaseOpened.selector) {
            V.Opened memory opened = abi.decode(log.data, (V.Opened));
            idOf[opened.number] = id;
            collateralIn[id] = opened.collateral;
        } else if (t == V.LeaseClosing.selector) {
            (,,,, uint96 forfeited,,) =
                abi.decode(log.data, (CloseReason, address, uint96, uint96, uint96, uint40, uint40));
            collateralOut[id] += forfeited;
        } else if (t == V.LeaseClosed.selector) {
            (,, uint96 returned,,,) =
                abi.decode(log.data, (CloseReason, uint96, uint96, uint96, address, uint40));
            collateralOut[id] += returned;
        } else if (t == V.LeaseStale.selector) {
            (,, uint96 first,, uint96 second, uint96 rest,,) = abi.decode(
                log.data, (address, uint96, uint96, address, uint96, uint96, uint96, uint40)
            );
            collateralOut[id] += uint256(first) + second + rest;
        }
        if (isLease(id)) {
            bytes32 item = keccak256(abi.encodePacked(log.topics, log.data));
            digests[id] = keccak256(abi.encodePacked(digests[id], item));
        }
    }

    /// Only a lease's events have its id, a hash, in their first topic.
    function isLease(bytes32 id) private pure returns (bool) {
        return uint256(id) > type(uint160).max;
    }

    function allowed(LeaseState from, LeaseState to) private pure returns (bool) {
        if (from == LeaseState.NONE) return to == LeaseState.PENDING;
        if (from == LeaseState.PENDING) return to == LeaseState.ACTIVE || to == LeaseState.CLOSED;
        if (from == LeaseState.CLOSING) return to == LeaseState.CLOSED;
        if (from == LeaseState.CLOSED || from == LeaseState.STALE) return false;
        if (to == LeaseState.CLOSING) return true;
        if (to == LeaseState.STALE) return from == LeaseState.SUSPECT;
        if (to == LeaseState.PENDING || to == LeaseState.CLOSED) return false;
        if (from == LeaseState.HALTED) return to == LeaseState.ACTIVE || to == LeaseState.PAUSED;
        if (from == LeaseState.PAUSED) return to == LeaseState.ACTIVE || to == LeaseState.HALTED;
        if (from == LeaseState.SUSPECT) return to != LeaseState.HALTED;
        return true;
    }
}
