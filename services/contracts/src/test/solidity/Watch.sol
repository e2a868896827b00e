// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketEvents as V} from "../../main/solidity/IMarketEvents.sol";
import "../../main/solidity/Types.sol";
import "../../main/solidity/ViewTypes.sol";
import {Claims} from "./Claims.sol";
import {Vm} from "./Vm.sol";

/// What must hold after every act: money in is money out and held; no change of state that is not in
/// the table; no act of one party takes from another more than the bound of that act; what fails says
/// why.
abstract contract Watch is Claims {
    uint32 public leases;
    mapping(uint256 => LeaseState) public lastState;
    mapping(uint256 => uint256) private lastOrder;
    mapping(bytes32 => uint256) public collateralIn;
    mapping(bytes32 => uint256) public collateralOut;
    mapping(bytes32 => bytes32) public digests;
    uint256[] private had;
    /// The lease and the order that the next act is about, or zero.
    bytes32 internal subject;
    uint32 internal about;

    /// What each has: in the market and in its own hands.
    function wealth() internal returns (uint256[] memory has) {
        has = claims();
        uint256 sum;
        for (uint256 i = 0; i < has.length; i++) {
            sum += has[i];
            has[i] += token.balanceOf(accounts[i]);
        }
        require(token.balanceOf(address(market)) == sum, "what is held is not what is owed");
    }

    function beginWatch() internal {
        had = wealth();
        vm.recordLogs();
    }

    function call(address who, bytes memory data) internal returns (bool ok) {
        uint256[] memory may = bounds(bytes4(data));
        vm.prank(who);
        bytes memory answer;
        (ok, answer) = address(market).call(data);
        if (!ok) {
            // Four bytes: an error of the market, and no panic, text or nothing.
            require(answer.length == 4, "an act failed without saying why");
            // What a reverted call had logged never happened.
            vm.getRecordedLogs();
            return false;
        }
        uint256[] memory has = wealth();
        for (uint256 i = 0; i < has.length; i++) {
            require(
                accounts[i] == who || has[i] + may[i] >= had[i], "an act took what is another's"
            );
        }
        had = has;
    }

    /// The most that each may lose by an act of somebody else.
    function bounds(bytes4 act) private view returns (uint256[] memory may) {
        may = new uint256[](accounts.length);
        if (act == market.matchOrder.selector) {
            uint256 payer = numberOf[market.order(about).tenant];
            if (payer != 0) may[payer - 1] = config().matchBounty;
        }
        if (subject == 0) return may;
        LeaseView memory l = market.lease(subject);
        uint256 most;
        if (l.state == LeaseState.HALTED || l.state == LeaseState.PAUSED) {
            most = uint256(l.rate) * l.haltedPercent / 100 * (vm.getBlockTimestamp() - l.mark) / WAD;
        }
        if (act == market.confirm.selector) most += uint256(l.rate) * l.unproven / WAD;
        if (act == market.expirePending.selector && vm.getBlockTimestamp() > l.mark) {
            most = config().expireBounty;
        }
        may[numberOf[l.tenant] - 1] += most;
        if (act == market.markStale.selector) may[numberOf[l.provider] - 1] += l.collateral;
    }

    function watch() internal {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter == address(market)) read(logs[i]);
        }
        (uint32 count,,, uint32 orders,,) = market.counts();
        leases = count;
        for (uint32 n = 1; n <= count; n++) {
            from = leaseSlot(n);
            LeaseState now_ = LeaseState(field(3, 20, 8));
            LeaseState before = lastState[n];
            if (now_ == before) continue;
            require(allowed(before, now_), "a change of state that is not in the table");
            lastState[n] = now_;
        }
        for (uint32 n = 1; n <= orders; n++) {
            from = keyed(n, 10);
            uint256 now_ = field(1, 21, 8);
            // none, open, matched, closed: the last two are ends.
            require(now_ == lastOrder[n] || lastOrder[n] < 2, "an order that had ended");
            lastOrder[n] = now_;
        }
    }

    function read(Vm.Log memory log) private {
        bytes32 t = log.topics[0];
        bytes32 id = log.topics.length > 1 ? log.topics[1] : bytes32(0);
        if (t == V.LeaseOpened.selector) {
            V.Opened memory opened = abi.decode(log.data, (V.Opened));
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
