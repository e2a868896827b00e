// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketEvents as V} from "../../main/solidity/IMarketEvents.sol";
import "../../main/solidity/Types.sol";
import {Base} from "./Base.sol";
import {Vm} from "./Vm.sol";

/// The events of a lease, replayed, end at the digest that the market keeps; and each decodes as
/// the type that the ABI declares.
contract HistoryTest is Base {
    DeploymentInfrastructure private none;
    mapping(bytes32 => uint256) private counted;
    mapping(bytes32 => bytes32) private digests;
    mapping(bytes32 => bool) private seen;
    bytes32[] private kinds;

    function testEveryChangeOfALeaseIsInItsHistory() public {
        vm.recordLogs();
        bytes32[] memory ids = new bytes32[](5);
        ids[0] = longLife();
        ids[1] = take(list(1));
        close(ids[1]);
        ids[2] = take(list(1));
        skip(2 hours);
        market.expirePending(ids[2], none, terms());
        ids[3] = staleLife();
        ids[4] = pausedLife();
        replay(vm.getRecordedLogs());
        for (uint256 i = 0; i < ids.length; i++) {
            (uint32 count, bytes32 digest) = market.historyOf(ids[i]);
            requireEqual(counted[ids[i]], count, "count");
            requireEqual(digests[ids[i]], digest, "digest");
        }
        // Every kind of event that belongs to a lease's history came by.
        requireEqual(kinds.length, 20, "kinds");
    }

    /// Events and proofs of years ago name them by number.
    function testNumbersOfStatesAndReasonsNeverChange() public pure {
        LeaseState[10] memory states = [
            LeaseState.NONE,
            LeaseState.PENDING,
            LeaseState.ACTIVE,
            LeaseState.HALTED,
            LeaseState.INTERRUPTED,
            LeaseState.PAUSED,
            LeaseState.SUSPECT,
            LeaseState.STALE,
            LeaseState.CLOSING,
            LeaseState.CLOSED
        ];
        for (uint256 i = 0; i < states.length; i++) {
            requireEqual(uint256(states[i]), i, "state");
        }
        CloseReason[11] memory reasons = [
            CloseReason.NONE,
            CloseReason.TENANT,
            CloseReason.PROVIDER_UNSTABLE,
            CloseReason.PROVIDER_DECOMMISSION,
            CloseReason.PROVIDER_NO_HEARTBEAT,
            CloseReason.MANIFEST_TIMEOUT,
            CloseReason.ATTESTATION_FAILED,
            CloseReason.NOT_ACTIVATED,
            CloseReason.INSUFFICIENT_FUNDS,
            CloseReason.STALE,
            CloseReason.ENDED
        ];
        for (uint256 i = 0; i < reasons.length; i++) {
            requireEqual(uint256(reasons[i]), i, "reason");
        }
        requireEqual(uint256(InterruptReason.AWAITING_RELEASE), 3, "interruption");
        requireEqual(uint256(OrderState.CLOSED), 3, "order");
        requireEqual(uint256(OfferMode.WITHDRAWN), 3, "offer");
        requireEqual(uint256(Act.PROFILE), 12, "act");
    }

    function longLife() private returns (bytes32 id) {
        id = activeLease();
        skip(1 days);
        confirm(id, 1 days);
        vm.prank(tenant);
        market.halt(id);
        skip(1 days);
        vm.prank(provider);
        market.collect(one(id));
        vm.prank(tenant);
        market.topUp(tenant, id, 50e6);
        vm.prank(tenant);
        market.resume(id);
        vm.prank(tenant);
        market.withdrawExcess(id, 1e6);
        vm.prank(provider);
        market.interrupt(id, InterruptReason.FAULT);
        activate(id, 2);
        vm.prank(tenant);
        market.updateVersion(one(id), keccak256("next"));
        vm.prank(tenant);
        market.setLaunchKey(id, stranger);
        vm.prank(provider);
        market.giveNotice(id, CloseReason.PROVIDER_UNSTABLE);
        skip(1 days);
        vm.prank(provider);
        market.closeLease(id, CloseReason.PROVIDER_UNSTABLE);
        skip(WINDOW + 1);
        market.releaseHeld(id);
        confirmClosed(id);
    }

    function staleLife() private returns (bytes32 id) {
        id = activeLease();
        skip(PERIOD + GRACE + 1);
        vm.prank(keeper);
        market.suspect(id);
        confirm(id, 100);
        skip(PERIOD + GRACE + 1);
        vm.prank(keeper);
        market.suspect(id);
        skip(GRACE);
        market.markStale(id, none, terms());
    }

    function pausedLife() private returns (bytes32 id) {
        uint32 offer = list(1);
        Take memory t = taking(offer, 1);
        t.deposit = market.offer(offer).minDeposit;
        vm.prank(tenant);
        id = market.takeOffer(t)[0];
        activate(id, 1);
        skip(1 days);
        confirm(id, 1 days);
        vm.prank(tenant);
        market.topUp(tenant, id, 100e6);
    }

    function replay(Vm.Log[] memory logs) private {
        for (uint256 i = 0; i < logs.length; i++) {
            if (logs[i].emitter != address(market) || !belongs(logs[i])) continue;
            bytes32 id = logs[i].topics[1];
            bytes32 item = keccak256(abi.encodePacked(logs[i].topics, logs[i].data));
            digests[id] = keccak256(abi.encodePacked(digests[id], item));
            counted[id] += 1;
            if (!seen[logs[i].topics[0]]) {
                seen[logs[i].topics[0]] = true;
                kinds.push(logs[i].topics[0]);
            }
        }
    }

    /// Whether a log is of a lease's history; decodes it, which refuses bytes out of their type.
    function belongs(Vm.Log memory log) private pure returns (bool) {
        bytes32 t = log.topics[0];
        bytes memory d = log.data;
        if (t == V.LeaseOpened.selector) {
            requireEqual(log.topics.length, 4, "topics");
            abi.decode(d, (V.Opened));
            return size(d, 23);
        }
        if (log.topics.length != 2) return false;
        if (t == V.LeaseActivated.selector) {
            abi.decode(d, (uint32, address, bytes32, uint40));
            return size(d, 4);
        }
        if (t == V.LeaseConfirmed.selector) {
            abi.decode(d, (uint32, uint64, uint32, uint96, uint96, bytes32, uint40));
            return size(d, 7);
        }
        if (t == V.LeaseHalted.selector || t == V.LeaseResumed.selector) {
            abi.decode(d, (uint40));
            return size(d, 1);
        }
        if (t == V.LeaseInterrupted.selector) {
            abi.decode(d, (InterruptReason, uint40));
            return size(d, 2);
        }
        if (t == V.LeasePaused.selector || t == V.LeaseUnpaused.selector) {
            abi.decode(d, (uint96, uint40));
            return size(d, 2);
        }
        if (t == V.LeaseCollected.selector) {
            abi.decode(d, (uint32, uint96, uint96, uint40));
            return size(d, 4);
        }
        if (t == V.LeaseToppedUp.selector) {
            abi.decode(d, (address, uint96, uint96, uint40));
            return size(d, 4);
        }
        return belongsRarely(t, d);
    }

    function belongsRarely(bytes32 t, bytes memory d) private pure returns (bool) {
        if (t == V.LeaseExcessWithdrawn.selector) {
            abi.decode(d, (uint96, uint96, uint40));
            return size(d, 3);
        }
        if (t == V.LeaseVersionChanged.selector) {
            abi.decode(d, (bytes32, uint40));
            return size(d, 2);
        }
        if (t == V.LeaseLaunchKeyChanged.selector) {
            abi.decode(d, (address, uint40));
            return size(d, 2);
        }
        if (t == V.LeaseNoticeGiven.selector) {
            abi.decode(d, (CloseReason, uint40, uint40));
            return size(d, 3);
        }
        if (t == V.LeaseSuspected.selector) {
            abi.decode(d, (address, uint96, uint64, uint40));
            return size(d, 4);
        }
        if (t == V.LeaseSuspicionCleared.selector) {
            abi.decode(d, (address, uint96, uint40));
            return size(d, 3);
        }
        if (t == V.LeaseStale.selector) {
            abi.decode(d, (address, uint96, uint96, address, uint96, uint96, uint96, uint40));
            return size(d, 8);
        }
        if (t == V.LeaseClosing.selector) {
            abi.decode(d, (CloseReason, address, uint96, uint96, uint96, uint40, uint40));
            return size(d, 7);
        }
        if (t == V.LeaseHoldReleased.selector) {
            abi.decode(d, (uint96, uint40));
            return size(d, 2);
        }
        if (t == V.LeaseClosed.selector) {
            abi.decode(d, (CloseReason, uint96, uint96, uint96, address, uint40));
            return size(d, 6);
        }
        return false;
    }

    function size(bytes memory data, uint256 words) private pure returns (bool) {
        requireEqual(data.length, words * 32, "data");
        return true;
    }
}
