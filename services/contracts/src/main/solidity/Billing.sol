// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Leases} from "./Leases.sol";
import {Ledger} from "./Ledger.sol";
import {Signatures} from "./Signatures.sol";
import {
    Account, Act, FLAG_CONFIDENTIAL, Lease, LeaseConfirmation, LeaseState, Store, WAD
} from "./Types.sol";

/// Pay for proven time. No proof, no pay.
library Billing {
    function confirm(Store storage s, LeaseConfirmation calldata c) internal {
        Lease storage l = Leases.get(s, c.lease);
        LeaseState state = l.state;
        if (
            state == LeaseState.PENDING || state == LeaseState.CLOSED || state == LeaseState.STALE
        ) revert IMarketErrors.WrongState();
        if (
            state == LeaseState.CLOSING
                && block.timestamp > uint256(l.mark) + s.config.settlementWindow
        ) revert IMarketErrors.SettlementOver();
        Ledger.authorize(s, l.provider, Act.CONFIRM, 0);
        bytes32 beat = l.beat;
        uint32 boot = Leases.bootOf(beat);
        bytes32 digest = Signatures.heartbeat(c.lease, boot, beat, c.served);
        if (Signatures.recover(digest, c.v, c.r, c.s) != l.guestKey) {
            revert IMarketErrors.BadSignature();
        }
        uint256 paid = Leases.unproven(l);
        if (c.served < paid) paid = c.served;
        if (paid == 0) revert IMarketErrors.NothingToPay();
        if (state == LeaseState.SUSPECT) {
            Leases.clearSuspicion(s, c.lease, l);
            l.state = LeaseState.ACTIVE;
        } else if (state == LeaseState.INTERRUPTED) {
            Leases.endOutage(l);
            l.state = LeaseState.ACTIVE;
        }
        pay(s, l, c, boot, beat, paid);
    }

    function pay(
        Store storage s,
        Lease storage l,
        LeaseConfirmation calldata c,
        uint32 boot,
        bytes32 beat,
        uint256 paid
    ) private {
        uint256 rate = l.rate;
        uint256 amount = rate * paid / WAD;
        uint256 escrow = l.escrow;
        if (amount > escrow) amount = escrow;
        escrow -= amount;
        l.escrow = uint96(escrow);
        Account storage a = s.accounts[l.provider];
        a.credit += uint128(amount);
        if (l.flags & FLAG_CONFIDENTIAL != 0) a.provenConfidential += uint64(paid);
        else a.provenStandard += uint64(paid);
        beat = Leases.newBeat(c.lease, beat, boot);
        l.beat = beat;
        if (l.off != 0) l.off = 0;
        bytes32 sig = IMarketEvents.LeaseConfirmed.selector;
        Leases.emitRecorded(
            l,
            sig,
            c.lease,
            abi.encode(sig, c.lease, boot, c.served, paid, amount, escrow, beat, block.timestamp)
        );
        if (l.state == LeaseState.ACTIVE) {
            Leases.pauseIfBelow(c.lease, l, Leases.costUp(rate, l.span));
        }
    }
}
