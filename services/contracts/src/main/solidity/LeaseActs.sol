// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Leases} from "./Leases.sol";
import {Ledger} from "./Ledger.sol";
import {Signatures} from "./Signatures.sol";
import {
    Act,
    CloseReason,
    FLAG_PAUSED_HALTED,
    InterruptReason,
    Lease,
    LeaseState,
    Store
} from "./Types.sol";

/// The acts on a running lease, from activation to the end.
library LeaseActs {
    /// A notice not followed by leaving lapses, so that none stands from the first day on.
    uint256 internal constant NOTICE_LASTS = 7 days;

    function activate(
        Store storage s,
        bytes32 id,
        uint32 boot,
        address guestKey,
        bytes calldata signature
    ) external {
        Lease storage l = Leases.get(s, id);
        Ledger.authorize(s, l.provider, Act.ACTIVATE, 0);
        if (guestKey == address(0)) revert IMarketErrors.BadGuestKey();
        bytes32 beat = l.beat;
        if (boot <= Leases.bootOf(beat)) revert IMarketErrors.BootNotNewer();
        bytes32 digest = Signatures.activation(id, boot, guestKey);
        if (Signatures.recover(digest, signature) != l.launchKey) {
            revert IMarketErrors.BadSignature();
        }
        LeaseState state = l.state;
        if (state == LeaseState.PENDING) {
            if (block.timestamp > l.mark) revert IMarketErrors.ActivationExpired();
            l.startedAt = Ledger.now40();
            l.span = uint24(Leases.span(s.config, uint256(l.periodMinutes) * 60));
        } else if (state == LeaseState.INTERRUPTED) {
            Leases.endOutage(l);
        } else if (state == LeaseState.SUSPECT) {
            Leases.clearSuspicion(s, id, l);
        } else if (state != LeaseState.ACTIVE) {
            revert IMarketErrors.WrongState();
        }
        l.state = LeaseState.ACTIVE;
        l.guestKey = guestKey;
        l.off = 0;
        beat = Leases.newBeat(id, beat, boot);
        l.beat = beat;
        bytes32 sig = IMarketEvents.LeaseActivated.selector;
        Leases.emitRecorded(l, sig, id, abi.encode(sig, id, boot, guestKey, beat, block.timestamp));
    }

    // ---- halt and resume -------------------------------------------------------------------

    function halt(Store storage s, bytes32 id) external {
        Lease storage l = Leases.get(s, id);
        if (msg.sender != l.launchKey) Ledger.authorize(s, l.tenant, Act.HALT, 0);
        stop(l, id);
    }

    function resume(Store storage s, bytes32 id) external {
        Lease storage l = Leases.get(s, id);
        if (msg.sender != l.launchKey) Ledger.authorize(s, l.tenant, Act.HALT, 0);
        start(s, l, id);
    }

    function haltSigned(Store storage s, bytes32 id, uint40 expiry, bytes calldata signature)
        external
    {
        Lease storage l = Leases.get(s, id);
        useControl(l, Signatures.HALT, id, expiry, signature);
        stop(l, id);
    }

    function resumeSigned(Store storage s, bytes32 id, uint40 expiry, bytes calldata signature)
        external
    {
        Lease storage l = Leases.get(s, id);
        useControl(l, Signatures.RESUME, id, expiry, signature);
        start(s, l, id);
    }

    function useControl(
        Lease storage l,
        bytes32 kind,
        bytes32 id,
        uint40 expiry,
        bytes calldata signature
    ) private {
        if (block.timestamp > expiry) revert IMarketErrors.SignatureExpired();
        bytes32 digest = Signatures.control(kind, id, l.controlNonce, expiry);
        if (Signatures.recover(digest, signature) != l.launchKey) {
            revert IMarketErrors.BadSignature();
        }
        l.controlNonce += 1;
    }

    function stop(Lease storage l, bytes32 id) private {
        LeaseState state = l.state;
        if (state == LeaseState.INTERRUPTED) Leases.endOutage(l);
        else if (state != LeaseState.ACTIVE) revert IMarketErrors.WrongState();
        l.state = LeaseState.HALTED;
        l.mark = Ledger.now40();
        bytes32 sig = IMarketEvents.LeaseHalted.selector;
        Leases.emitRecorded(l, sig, id, abi.encode(sig, id, block.timestamp));
    }

    function start(Store storage s, Lease storage l, bytes32 id) private {
        if (l.state != LeaseState.HALTED) revert IMarketErrors.WrongState();
        Leases.collect(s, id, l);
        if (l.escrow < Leases.costUp(l.rate, l.span)) revert IMarketErrors.BelowFloor();
        l.state = LeaseState.ACTIVE;
        l.quietFrom = Ledger.now40();
        bytes32 sig = IMarketEvents.LeaseResumed.selector;
        Leases.emitRecorded(l, sig, id, abi.encode(sig, id, block.timestamp));
    }

    // ---- the provider's interruptions and collections ----------------------------------------

    function interrupt(Store storage s, bytes32 id, InterruptReason reason) external {
        Lease storage l = Leases.get(s, id);
        Ledger.authorize(s, l.provider, Act.INTERRUPT, 0);
        if (reason == InterruptReason.NONE) revert IMarketErrors.BadReason();
        LeaseState state = l.state;
        if (state != LeaseState.ACTIVE && state != LeaseState.SUSPECT) {
            revert IMarketErrors.WrongState();
        }
        Leases.rollOutageWindow(l);
        if (l.outageUsed >= uint256(l.outageMinutes) * 60) {
            revert IMarketErrors.OutageBudgetSpent();
        }
        if (state == LeaseState.SUSPECT) Leases.clearSuspicion(s, id, l);
        l.state = LeaseState.INTERRUPTED;
        l.mark = Ledger.now40();
        bytes32 sig = IMarketEvents.LeaseInterrupted.selector;
        Leases.emitRecorded(l, sig, id, abi.encode(sig, id, reason, block.timestamp));
    }

    function collect(Store storage s, bytes32[] calldata ids) external {
        for (uint256 i = 0; i < ids.length; i++) {
            bytes32 id = ids[i];
            Lease storage l = Leases.get(s, id);
            Ledger.authorize(s, l.provider, Act.CONFIRM, 0);
            LeaseState state = l.state;
            if (state != LeaseState.HALTED && state != LeaseState.PAUSED) {
                revert IMarketErrors.WrongState();
            }
            if (Leases.collect(s, id, l) == 0) revert IMarketErrors.NothingToPay();
            if (
                state == LeaseState.HALTED && l.escrow < Leases.costUp(Leases.haltedRate(l), l.span)
            ) Leases.pause(id, l);
        }
    }

    // ---- escrow ------------------------------------------------------------------------------

    function topUp(Store storage s, address account, bytes32 id, uint96 amount) external {
        Ledger.authorize(s, account, Act.TOP_UP, amount);
        Lease storage l = Leases.get(s, id);
        LeaseState state = l.state;
        if (state == LeaseState.STALE || state == LeaseState.CLOSING || state == LeaseState.CLOSED) revert IMarketErrors.WrongState();
        if (amount == 0) revert IMarketErrors.BadTopUp();
        if (account != l.tenant) {
            // Strangers pay whole periods, so that nobody fills a history for a few units.
            uint256 whole = Leases.costUp(l.rate, uint256(l.periodMinutes) * 60);
            if (amount % whole != 0) revert IMarketErrors.BadTopUp();
        }
        if (state == LeaseState.PAUSED) Leases.collect(s, id, l);
        uint256 escrow = uint256(l.escrow) + amount;
        if (escrow > type(uint96).max) revert IMarketErrors.BadTopUp();
        l.escrow = uint96(escrow);
        bytes32 sig = IMarketEvents.LeaseToppedUp.selector;
        Leases.emitRecorded(
            l, sig, id, abi.encode(sig, id, account, amount, escrow, block.timestamp)
        );
        if (state == LeaseState.PAUSED) unpause(l, id, escrow);
        Ledger.pull(s, account, amount);
    }

    function unpause(Lease storage l, bytes32 id, uint256 escrow) private {
        bool halted = l.flags & FLAG_PAUSED_HALTED != 0;
        uint256 rate = halted ? Leases.haltedRate(l) : l.rate;
        if (escrow < Leases.costUp(rate, l.span)) return;
        if (halted) {
            l.flags &= ~FLAG_PAUSED_HALTED;
            l.state = LeaseState.HALTED;
        } else {
            l.state = LeaseState.ACTIVE;
        }
        l.quietFrom = Ledger.now40();
        bytes32 sig = IMarketEvents.LeaseUnpaused.selector;
        Leases.emitRecorded(l, sig, id, abi.encode(sig, id, escrow, block.timestamp));
    }

    function withdrawExcess(Store storage s, bytes32 id, uint96 amount) external {
        Lease storage l = Leases.get(s, id);
        Ledger.authorize(s, l.tenant, Act.TOP_UP, 0);
        LeaseState state = l.state;
        if (amount == 0) revert IMarketErrors.BadAmount();
        uint256 keep;
        if (state == LeaseState.PENDING) {
            keep = Leases.costUp(l.rate, Leases.span(s.config, uint256(l.periodMinutes) * 60));
        } else if (
            state == LeaseState.ACTIVE || state == LeaseState.HALTED
                || state == LeaseState.INTERRUPTED || state == LeaseState.SUSPECT
        ) {
            if (state == LeaseState.HALTED) Leases.collect(s, id, l);
            keep = Leases.costUp(l.rate, uint256(l.span) + Leases.unproven(l));
        } else {
            revert IMarketErrors.WrongState();
        }
        uint256 escrow = l.escrow;
        if (escrow < keep + amount) revert IMarketErrors.BelowFloor();
        escrow -= amount;
        l.escrow = uint96(escrow);
        Ledger.credit(s, l.tenant, amount);
        bytes32 sig = IMarketEvents.LeaseExcessWithdrawn.selector;
        Leases.emitRecorded(l, sig, id, abi.encode(sig, id, amount, escrow, block.timestamp));
    }

    // ---- keys and versions -------------------------------------------------------------------

    function setLaunchKey(Store storage s, bytes32 id, address key) external {
        Lease storage l = Leases.get(s, id);
        Ledger.authorize(s, l.tenant, Act.KEYS, 0);
        refuseEnded(l);
        l.launchKey = key;
        bytes32 sig = IMarketEvents.LeaseLaunchKeyChanged.selector;
        Leases.emitRecorded(l, sig, id, abi.encode(sig, id, key, block.timestamp));
    }

    function updateVersion(Store storage s, bytes32[] calldata ids, bytes32 version) external {
        if (version == 0) revert IMarketErrors.BadVersion();
        for (uint256 i = 0; i < ids.length; i++) {
            bytes32 id = ids[i];
            Lease storage l = Leases.get(s, id);
            Ledger.authorize(s, l.tenant, Act.ORDERS, 0);
            refuseEnded(l);
            l.version = version;
            bytes32 sig = IMarketEvents.LeaseVersionChanged.selector;
            Leases.emitRecorded(l, sig, id, abi.encode(sig, id, version, block.timestamp));
        }
    }

    function refuseEnded(Lease storage l) private view {
        LeaseState state = l.state;
        if (state == LeaseState.STALE || state == LeaseState.CLOSING || state == LeaseState.CLOSED) revert IMarketErrors.WrongState();
    }

    // ---- the end -------------------------------------------------------------------------------

    function giveNotice(Store storage s, bytes32 id, CloseReason reason) external {
        Lease storage l = Leases.get(s, id);
        Ledger.authorize(s, l.provider, Act.CLOSE, 0);
        refuseEnded(l);
        if (l.state == LeaseState.PENDING) revert IMarketErrors.WrongState();
        if (!isProviderReason(reason)) revert IMarketErrors.BadReason();
        if (noticeStands(l)) revert IMarketErrors.NoticeAlreadyGiven();
        l.noticeAt = Ledger.now40();
        l.noticeReason = reason;
        uint256 effective = block.timestamp + uint256(l.noticeMinutes) * 60;
        bytes32 sig = IMarketEvents.LeaseNoticeGiven.selector;
        Leases.emitRecorded(l, sig, id, abi.encode(sig, id, reason, effective, block.timestamp));
    }

    function noticeStands(Lease storage l) internal view returns (bool) {
        uint256 given = l.noticeAt;
        return given != 0 && block.timestamp <= given + uint256(l.noticeMinutes) * 60 + NOTICE_LASTS;
    }

    function isProviderReason(CloseReason reason) private pure returns (bool) {
        return reason >= CloseReason.PROVIDER_UNSTABLE && reason <= CloseReason.ATTESTATION_FAILED;
    }

    function closeLease(Store storage s, bytes32 id, CloseReason reason) external {
        Lease storage l = Leases.get(s, id);
        refuseEnded(l);
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
            Ledger.authorize(s, l.provider, Act.CLOSE, 0);
            if (state == LeaseState.PENDING) {
                s.records[l.provider].notActivated += 1;
                Leases.close(s, id, l, reason, 0, address(0), true);
                return;
            }
            beginClosing(s, id, l, reason, forfeit(l), true);
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
        refuseEnded(l);
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
        uint256 given = noticeStands(l) ? block.timestamp - l.noticeAt : 0;
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
        Leases.emitRecorded(
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
        Leases.emitRecorded(l, sig, id, abi.encode(sig, id, refund, block.timestamp));
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
            if (noticeStands(l) || Leases.outageUsed(l) <= uint256(l.outageMinutes) * 60) {
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
        Leases.emitRecorded(
            l, sig, id, abi.encode(sig, id, msg.sender, bond, block.number, block.timestamp)
        );
        Ledger.pull(s, msg.sender, bond);
    }
}
