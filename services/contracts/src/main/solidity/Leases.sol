// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {History, Opening} from "./History.sol";
import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Ledger} from "./Ledger.sol";
import {Signatures} from "./Signatures.sol";
import {
    CloseReason,
    Config,
    FLAG_CONFIDENTIAL,
    FLAG_ORDER,
    FLAG_PAUSED_HALTED,
    FLAG_PERSIST,
    Lease,
    LeaseState,
    NOTICE_LASTS,
    OUTAGE_WINDOW,
    Provider,
    Store,
    Tier,
    WAD
} from "./Types.sol";

/// What every act on a lease shares: opening, the clockwork of billing, the end.
library Leases {
    /// Creates a pending lease. The caller has counted collateral and escrow in already.
    function open(Store storage s, Opening memory o) internal returns (bytes32 id) {
        uint32 number = ++s.leaseCount;
        id = Signatures.leaseId(number);
        uint40 time = Ledger.now40();
        Lease storage l = s.leases[id];
        l.rate = o.rate;
        l.escrow = o.escrow;
        l.provider = o.provider;
        l.state = LeaseState.PENDING;
        l.flags = (o.unit.tier == Tier.CONFIDENTIAL ? FLAG_CONFIDENTIAL : 0)
            | (o.fromOrder ? FLAG_ORDER : 0) | (o.persist ? FLAG_PERSIST : 0);
        l.endsAt = o.terms.endsAt;
        uint40 activateBy = time + uint40(o.terms.activateWithin);
        l.mark = activateBy;
        l.tenant = o.tenant;
        l.collateral = o.collateral;
        l.launchKey = o.launchKey;
        l.periodMinutes = uint16(o.terms.period / 60);
        l.outageMinutes = uint16(o.terms.outageSeconds / 60);
        l.noticeMinutes = uint16(o.terms.noticeSeconds / 60);
        l.origin = o.origin;
        l.group = o.group;
        l.haltedPercent = o.terms.haltedPercent;
        l.version = o.version;
        uint256 place = s.accounts[o.tenant].leaseCount++;
        append(s.tenantLeases[o.tenant], place, number);
        Provider storage p = s.providers[o.provider];
        p.openLeases += 1;
        place = p.leaseCount++;
        append(s.providerLeases[o.provider], place, number);
        History.recordOpened(l, id, o, number, activateBy, time);
    }

    /// An index keeps lease numbers eight to a word, the first in the lowest 32 bits.
    function append(mapping(uint256 => uint256) storage index, uint256 place, uint256 number)
        private
    {
        index[place / 8] |= number << (place % 8 * 32);
    }

    function entry(mapping(uint256 => uint256) storage index, uint256 place)
        internal
        view
        returns (uint256)
    {
        return uint32(index[place / 8] >> (place % 8 * 32));
    }

    function get(Store storage s, bytes32 id) internal view returns (Lease storage l) {
        l = s.leases[id];
        if (l.state == LeaseState.NONE) revert IMarketErrors.NoSuchLease();
    }

    /// What `time` seconds cost, rounded up: the least escrow that surely pays for them.
    function costUp(uint256 rate, uint256 time) internal pure returns (uint256) {
        return (rate * time + WAD - 1) / WAD;
    }

    function span(Config storage c, uint256 period) internal view returns (uint256) {
        return period + c.grace + c.pauseGrace;
    }

    function haltedRate(Lease storage l) internal view returns (uint256) {
        return uint256(l.rate) * l.haltedPercent / 100;
    }

    /// A lease that has ended, or is about to, takes no more acts of its parties.
    function refuseEnded(Lease storage l) internal view {
        LeaseState state = l.state;
        if (state == LeaseState.STALE || state == LeaseState.CLOSING || state == LeaseState.CLOSED) revert IMarketErrors.WrongState();
    }

    /// Whether the provider has said that he leaves. A notice not followed by leaving lapses, so that
    /// none stands from the first day on.
    function noticeStands(Lease storage l) internal view returns (bool) {
        uint256 given = l.noticeAt;
        return given != 0 && block.timestamp <= given + uint256(l.noticeMinutes) * 60 + NOTICE_LASTS;
    }

    // ---- time ------------------------------------------------------------------------------

    function lastOf(bytes32 beat) internal pure returns (uint40) {
        return uint40(uint256(beat) >> 216);
    }

    function bootOf(bytes32 beat) internal pure returns (uint32) {
        return uint32(uint256(beat) >> 184);
    }

    /// A beat nobody could know before this block. It begins with its own time and boot.
    function newBeat(bytes32 id, bytes32 old, uint32 boot) internal view returns (bytes32) {
        uint256 entropy =
            uint256(keccak256(abi.encode(id, old, block.prevrandao, blockhash(block.number - 1))));
        return
            bytes32(
                (block.timestamp << 216) | (uint256(boot) << 184) | (entropy & ((1 << 184) - 1))
            );
    }

    /// Seconds since the beat in which the machine may have served, up to now or to when it went
    /// off: the cap of any heartbeat.
    function unproven(Lease storage l) internal view returns (uint256) {
        return unproven(l, l.state, l.beat);
    }

    function unproven(Lease storage l, LeaseState state, bytes32 beat)
        internal
        view
        returns (uint256)
    {
        uint256 end = state == LeaseState.ACTIVE || state == LeaseState.SUSPECT
            ? block.timestamp
            : l.mark;
        uint256 endsAt = l.endsAt;
        if (endsAt != 0 && endsAt < end) end = endsAt;
        uint256 from = uint256(lastOf(beat)) + l.off;
        return end > from ? end - from : 0;
    }

    /// Counts the time since the machine went off as not servable, and starts the count anew. Time
    /// after the lease's end is not servable anyway.
    function foldOff(Lease storage l) internal {
        uint40 time = Ledger.now40();
        uint256 from = l.mark;
        uint256 last = lastOf(l.beat);
        if (last > from) from = last;
        uint256 to = time;
        uint256 endsAt = l.endsAt;
        if (endsAt != 0 && endsAt < to) to = endsAt;
        if (to > from) l.off += uint32(to - from);
        l.mark = time;
    }

    // ---- acts inside other acts ------------------------------------------------------------

    /// Pays the halted rate of a halted or paused lease up to now.
    function collect(Store storage s, bytes32 id, Lease storage l) internal returns (uint256 pay) {
        uint40 time = Ledger.now40();
        uint256 to = time;
        uint256 endsAt = l.endsAt;
        if (endsAt != 0 && endsAt < to) to = endsAt;
        uint256 held = to > l.mark ? to - l.mark : 0;
        pay = haltedRate(l) * held / WAD;
        uint256 escrow = l.escrow;
        if (pay > escrow) pay = escrow;
        foldOff(l);
        if (pay == 0) return 0;
        l.escrow = uint96(escrow - pay);
        Ledger.credit(s, l.provider, pay);
        bytes32 sig = IMarketEvents.LeaseCollected.selector;
        History.record(l, sig, id, abi.encode(sig, id, held, pay, escrow - pay, time));
    }

    /// Pauses a lease whose escrow fell below its floor: nobody has to keep data unpaid.
    function pause(bytes32 id, Lease storage l) internal {
        if (l.state == LeaseState.HALTED) l.flags |= FLAG_PAUSED_HALTED;
        l.state = LeaseState.PAUSED;
        // quietFrom holds the start of the pause: mark moves with every collection.
        l.mark = Ledger.now40();
        l.quietFrom = l.mark;
        bytes32 sig = IMarketEvents.LeasePaused.selector;
        History.record(l, sig, id, abi.encode(sig, id, l.escrow, block.timestamp));
    }

    /// Ends an interruption: its time is no service and draws on the outage budget.
    function endOutage(Lease storage l) internal {
        l.outageUsed += uint32(block.timestamp - l.mark);
        foldOff(l);
    }

    /// Outage seconds used in the current window, an interruption under way included.
    function outageUsed(Lease storage l) internal view returns (uint256 used) {
        used = l.outageUsed;
        if (l.state == LeaseState.INTERRUPTED) used += block.timestamp - l.mark;
    }

    function rollOutageWindow(Lease storage l) internal {
        if (block.timestamp >= uint256(l.outageFrom) + OUTAGE_WINDOW) {
            l.outageFrom = Ledger.now40();
            l.outageUsed = 0;
        }
    }

    /// Gives the bond of a suspicion back. It is locked, never forfeited: otherwise a provider
    /// could earn bonds by being late on purpose.
    function clearSuspicion(Store storage s, bytes32 id, Lease storage l) internal {
        address suspector = l.suspector;
        uint256 bond = s.config.suspectBond;
        l.suspector = address(0);
        Ledger.credit(s, suspector, bond);
        bytes32 sig = IMarketEvents.LeaseSuspicionCleared.selector;
        History.record(l, sig, id, abi.encode(sig, id, suspector, bond, block.timestamp));
    }

    /// The end: what is left of the escrow to the tenant, the collateral to the provider.
    function close(
        Store storage s,
        bytes32 id,
        Lease storage l,
        CloseReason reason,
        uint256 bounty,
        address bountyTo,
        bool refundTenant
    ) internal returns (uint256 refund) {
        refund = l.escrow;
        uint256 collateral = l.collateral;
        if (bounty > refund) bounty = refund;
        refund -= bounty;
        l.escrow = 0;
        l.collateral = 0;
        l.state = LeaseState.CLOSED;
        l.reason = reason;
        address provider = l.provider;
        s.providers[provider].openLeases -= 1;
        if (refundTenant) Ledger.credit(s, l.tenant, refund);
        Ledger.credit(s, provider, collateral);
        if (bounty != 0) Ledger.credit(s, bountyTo, bounty);
        bytes32 sig = IMarketEvents.LeaseClosed.selector;
        History.record(
            l,
            sig,
            id,
            abi.encode(sig, id, reason, refund, collateral, bounty, bountyTo, block.timestamp)
        );
    }
}
