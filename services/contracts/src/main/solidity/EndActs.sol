// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {History} from "./History.sol";
import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Leases} from "./Leases.sol";
import {Ledger} from "./Ledger.sol";
import {Signatures} from "./Signatures.sol";
import {Act, CloseReason, FLAG_PERSIST, Lease, LeaseState, Store} from "./Types.sol";

/// How a running lease ends: notice, closing and its settlement, and the suspicion of silence.
library EndActs {
    function giveNotice(Store storage s, bytes32 id, CloseReason reason) external {
        Lease storage l = Leases.get(s, id);
        Ledger.authorize(s, l.provider, Act.CLOSE, 0);
        Leases.refuseEnded(l);
        if (l.state == LeaseState.PENDING) revert IMarketErrors.WrongState();
        if (!isProviderReason(reason)) revert IMarketErrors.BadReason();
        if (Leases.noticeStands(l)) revert IMarketErrors.NoticeAlreadyGiven();
        l.noticeAt = Ledger.now40();
        l.noticeReason = reason;
        uint256 effective = block.timestamp + uint256(l.noticeMinutes) * 60;
        bytes32 sig = IMarketEvents.LeaseNoticeGiven.selector;
        History.record(l, sig, id, abi.encode(sig, id, reason, effective, block.timestamp));
    }

    function isProviderReason(CloseReason reason) private pure returns (bool) {
        return reason >= CloseReason.PROVIDER_UNSTABLE && reason <= CloseReason.ATTESTATION_FAILED;
    }

    function closeLease(Store storage s, bytes32 id, CloseReason reason) external {
        Lease storage l = Leases.get(s, id);
        Leases.refuseEnded(l);
        LeaseState state = l.state;
        if (reason == CloseReason.TENANT) {
            Ledger.authorize(s, l.tenant, Act.CLOSE, 0);
            if (state == LeaseState.PENDING) {
                s.records[l.tenant].notActivatedTenant += 1;
                Leases.close(s, id, l, reason, 0, address(0), true);
                return;
            }
            beginClosing(s, id, l, reason, 0, false);
        } else if (isProviderReason(reason)) {
            if (state == LeaseState.PENDING) {
                Ledger.authorize(s, l.provider, Act.CLOSE, 0);
                // Declining one of these opens its order again, which expirePending does.
                if (l.flags & FLAG_PERSIST != 0) revert IMarketErrors.WrongState();
                s.records[l.provider].notActivated += 1;
                Leases.close(s, id, l, reason, 0, address(0), true);
                return;
            }
            uint256 forfeited = forfeit(l);
            // What a delegate gives up counts as spent.
            Ledger.authorize(s, l.provider, Act.CLOSE, forfeited);
            beginClosing(s, id, l, reason, forfeited, true);
        } else if (reason == CloseReason.INSUFFICIENT_FUNDS) {
            if (state != LeaseState.PAUSED) revert IMarketErrors.WrongState();
            if (block.timestamp < uint256(l.quietFrom) + s.config.pauseGrace) {
                revert IMarketErrors.TooEarly();
            }
            beginClosing(s, id, l, reason, 0, false);
        } else if (reason == CloseReason.ENDED) {
            if (state == LeaseState.PENDING) revert IMarketErrors.WrongState();
            if (l.endsAt == 0 || block.timestamp < l.endsAt) revert IMarketErrors.TooEarly();
            beginClosing(s, id, l, reason, 0, false);
        } else {
            revert IMarketErrors.BadReason();
        }
    }

    /// The provider leaves with the launch key's consent: nothing is forfeited.
    function closeWithConsent(
        Store storage s,
        bytes32 id,
        CloseReason reason,
        bytes calldata signature
    ) external {
        Lease storage l = Leases.get(s, id);
        Leases.refuseEnded(l);
        Ledger.authorize(s, l.provider, Act.CLOSE, 0);
        if (!isProviderReason(reason)) revert IMarketErrors.BadReason();
        if (l.state == LeaseState.PENDING) revert IMarketErrors.WrongState();
        if (Signatures.recover(Signatures.consentToClose(id), signature) != l.launchKey) {
            revert IMarketErrors.BadSignature();
        }
        beginClosing(s, id, l, reason, 0, false);
    }

    /// Collateral pro rata of the notice that is missing, and never for time after the lease's end.
    function forfeit(Lease storage l) private view returns (uint256) {
        uint256 notice = uint256(l.noticeMinutes) * 60;
        if (notice == 0) return 0;
        uint256 given = Leases.noticeStands(l) ? block.timestamp - l.noticeAt : 0;
        uint256 missing = notice > given ? notice - given : 0;
        uint256 endsAt = l.endsAt;
        if (endsAt != 0) {
            uint256 left = endsAt > block.timestamp ? endsAt - block.timestamp : 0;
            if (left < missing) missing = left;
        }
        return uint256(l.collateral) * missing / notice;
    }

    function beginClosing(
        Store storage s,
        bytes32 id,
        Lease storage l,
        CloseReason reason,
        uint256 forfeited,
        bool byProvider
    ) private {
        LeaseState state = l.state;
        if (state == LeaseState.SUSPECT) {
            Leases.clearSuspicion(s, id, l);
        } else if (state == LeaseState.HALTED || state == LeaseState.PAUSED) {
            Leases.collect(s, id, l);
        } else if (state == LeaseState.INTERRUPTED) {
            Leases.endOutage(l);
        }
        l.state = LeaseState.CLOSING;
        l.mark = Ledger.now40();
        l.reason = reason;
        uint256 time = Leases.unproven(l);
        uint256 period = uint256(l.periodMinutes) * 60;
        if (time > period) time = period;
        uint256 held = Leases.costUp(l.rate, time);
        uint256 escrow = l.escrow;
        if (held > escrow) held = escrow;
        uint256 refund = escrow - held;
        l.escrow = uint96(held);
        if (forfeited != 0) l.collateral -= uint96(forfeited);
        Ledger.credit(s, l.tenant, refund + forfeited);
        if (byProvider) s.records[l.provider].closedByProvider += 1;
        else s.records[l.provider].completed += 1;
        recordClosing(s, id, l, reason, refund, held, forfeited);
    }

    function recordClosing(
        Store storage s,
        bytes32 id,
        Lease storage l,
        CloseReason reason,
        uint256 refund,
        uint256 held,
        uint256 forfeited
    ) private {
        bytes32 sig = IMarketEvents.LeaseClosing.selector;
        uint256 until = block.timestamp + s.config.settlementWindow;
        History.record(
            l,
            sig,
            id,
            abi.encode(sig, id, reason, msg.sender, refund, held, forfeited, until, block.timestamp)
        );
    }

    /// The provider has reset the resources: he waives what he has not confirmed, and has his
    /// collateral back.
    function confirmClosed(Store storage s, bytes32[] calldata ids) external {
        for (uint256 i = 0; i < ids.length; i++) {
            Lease storage l = Leases.get(s, ids[i]);
            Ledger.authorize(s, l.provider, Act.CLOSE, 0);
            if (l.state != LeaseState.CLOSING) revert IMarketErrors.WrongState();
            Leases.close(s, ids[i], l, l.reason, 0, address(0), true);
        }
    }

    /// Gives the tenant what was held for a last confirm that never came.
    function releaseHeld(Store storage s, bytes32 id) external {
        Lease storage l = Leases.get(s, id);
        if (l.state != LeaseState.CLOSING) revert IMarketErrors.WrongState();
        if (block.timestamp <= uint256(l.mark) + s.config.settlementWindow) {
            revert IMarketErrors.SettlementOpen();
        }
        uint256 refund = l.escrow;
        if (refund == 0) revert IMarketErrors.NothingToPay();
        l.escrow = 0;
        Ledger.credit(s, l.tenant, refund);
        bytes32 sig = IMarketEvents.LeaseHoldReleased.selector;
        History.record(l, sig, id, abi.encode(sig, id, refund, block.timestamp));
    }

    // ---- suspicion -------------------------------------------------------------------------------

    function suspect(Store storage s, bytes32 id) external {
        Lease storage l = Leases.get(s, id);
        LeaseState state = l.state;
        if (l.endsAt != 0 && block.timestamp >= l.endsAt) revert IMarketErrors.NotSuspect();
        if (state == LeaseState.ACTIVE) {
            uint256 from = Leases.lastOf(l.beat);
            if (l.quietFrom > from) from = l.quietFrom;
            uint256 due = from + uint256(l.periodMinutes) * 60 + s.config.grace;
            if (block.timestamp <= due) revert IMarketErrors.NotSuspect();
        } else if (state == LeaseState.INTERRUPTED) {
            if (Leases.noticeStands(l) || Leases.outageUsed(l) <= uint256(l.outageMinutes) * 60) {
                revert IMarketErrors.NotSuspect();
            }
            Leases.endOutage(l);
        } else {
            revert IMarketErrors.WrongState();
        }
        l.state = LeaseState.SUSPECT;
        l.mark = Ledger.now40();
        l.suspector = msg.sender;
        l.suspectBlock = uint64(block.number);
        uint256 bond = s.config.suspectBond;
        bytes32 sig = IMarketEvents.LeaseSuspected.selector;
        History.record(
            l, sig, id, abi.encode(sig, id, msg.sender, bond, block.number, block.timestamp)
        );
        Ledger.pull(s, msg.sender, bond);
    }
}
