// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {History} from "./History.sol";
import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Leases} from "./Leases.sol";
import {Ledger} from "./Ledger.sol";
import {Signatures} from "./Signatures.sol";
import {
    Act,
    FLAG_PAUSED_HALTED,
    InterruptReason,
    Lease,
    LeaseState,
    Store
} from "./Types.sol";

/// The acts on a running lease, from activation to the end.
library LeaseActs {
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
        History.record(l, sig, id, abi.encode(sig, id, boot, guestKey, beat, block.timestamp));
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
        History.record(l, sig, id, abi.encode(sig, id, block.timestamp));
    }

    function start(Store storage s, Lease storage l, bytes32 id) private {
        if (l.state != LeaseState.HALTED) revert IMarketErrors.WrongState();
        Leases.collect(s, id, l);
        if (l.escrow < Leases.costUp(l.rate, l.span)) revert IMarketErrors.BelowFloor();
        l.state = LeaseState.ACTIVE;
        l.quietFrom = Ledger.now40();
        bytes32 sig = IMarketEvents.LeaseResumed.selector;
        History.record(l, sig, id, abi.encode(sig, id, block.timestamp));
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
        // Who has given notice may pause until he leaves: else a tenant that stops the heartbeats of
        // a lease whose budget is small or spent would have the collateral.
        if (l.outageUsed >= uint256(l.outageMinutes) * 60 && !Leases.noticeStands(l)) {
            revert IMarketErrors.OutageBudgetSpent();
        }
        if (state == LeaseState.SUSPECT) Leases.clearSuspicion(s, id, l);
        l.state = LeaseState.INTERRUPTED;
        l.mark = Ledger.now40();
        bytes32 sig = IMarketEvents.LeaseInterrupted.selector;
        History.record(l, sig, id, abi.encode(sig, id, reason, block.timestamp));
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
        History.record(
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
        History.record(l, sig, id, abi.encode(sig, id, escrow, block.timestamp));
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
        History.record(l, sig, id, abi.encode(sig, id, amount, escrow, block.timestamp));
    }

    // ---- keys and versions -------------------------------------------------------------------

    function setLaunchKey(Store storage s, bytes32 id, address key) external {
        Lease storage l = Leases.get(s, id);
        Ledger.authorize(s, l.tenant, Act.KEYS, 0);
        Leases.refuseEnded(l);
        l.launchKey = key;
        bytes32 sig = IMarketEvents.LeaseLaunchKeyChanged.selector;
        History.record(l, sig, id, abi.encode(sig, id, key, block.timestamp));
    }

    function updateVersion(Store storage s, bytes32[] calldata ids, bytes32 version) external {
        if (version == 0) revert IMarketErrors.BadVersion();
        for (uint256 i = 0; i < ids.length; i++) {
            bytes32 id = ids[i];
            Lease storage l = Leases.get(s, id);
            Ledger.authorize(s, l.tenant, Act.ORDERS, 0);
            Leases.refuseEnded(l);
            l.version = version;
            bytes32 sig = IMarketEvents.LeaseVersionChanged.selector;
            History.record(l, sig, id, abi.encode(sig, id, version, block.timestamp));
        }
    }
}
