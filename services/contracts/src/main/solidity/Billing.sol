// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {History} from "./History.sol";
import {IMarketErrors} from "./IMarketErrors.sol";
import {IMarketEvents} from "./IMarketEvents.sol";
import {Leases} from "./Leases.sol";
import {Ledger} from "./Ledger.sol";
import {Signatures} from "./Signatures.sol";
import {
    Account,
    Act,
    FLAG_CONFIDENTIAL,
    Lease,
    LeaseConfirmation,
    LeaseState,
    Store,
    WAD
} from "./Types.sol";

/// Pay for proven time. No proof, no pay.
library Billing {
    function confirm(Store storage s, LeaseConfirmation calldata c) internal {
        bytes32 id = c.lease;
        Lease storage l = s.leases[id];
        LeaseState state = l.state;
        if (state == LeaseState.CLOSING) {
            if (block.timestamp > uint256(l.mark) + s.config.settlementWindow) {
                revert IMarketErrors.SettlementOver();
            }
        } else if (state < LeaseState.ACTIVE || state > LeaseState.SUSPECT) {
            if (state == LeaseState.NONE) revert IMarketErrors.NoSuchLease();
            revert IMarketErrors.WrongState();
        }
        address provider = l.provider;
        Ledger.authorize(s, provider, Act.CONFIRM, 0);
        bytes32 beat = l.beat;
        uint256 served = c.served;
        bytes32 digest = Signatures.heartbeat(id, Leases.bootOf(beat), beat, served);
        if (Signatures.recover(digest, c.v, c.r, c.s) != l.guestKey) {
            revert IMarketErrors.BadSignature();
        }
        uint256 paid = Leases.unproven(l, state, beat);
        if (served < paid) paid = served;
        if (paid == 0) revert IMarketErrors.NothingToPay();
        if (state == LeaseState.SUSPECT) {
            Leases.clearSuspicion(s, id, l);
            l.state = state = LeaseState.ACTIVE;
        } else if (state == LeaseState.INTERRUPTED) {
            Leases.endOutage(l);
            l.state = state = LeaseState.ACTIVE;
        }
        uint256 escrow = pay(s.accounts[provider], l, id, beat, served, paid);
        if (state == LeaseState.ACTIVE) {
            uint256 floor = Leases.costUp(l.rate, l.span);
            if (escrow < floor) Leases.pause(id, l);
        }
    }

    function pay(
        Account storage a,
        Lease storage l,
        bytes32 id,
        bytes32 beat,
        uint256 served,
        uint256 paid
    ) private returns (uint256 escrow) {
        escrow = l.escrow;
        uint256 amount = uint256(l.rate) * paid / WAD;
        if (amount > escrow) amount = escrow;
        escrow -= amount;
        l.escrow = uint96(escrow);
        a.credit += uint112(amount);
        if (l.flags & FLAG_CONFIDENTIAL != 0) a.provenConfidential += uint48(paid);
        else a.provenStandard += uint48(paid);
        uint32 boot = Leases.bootOf(beat);
        beat = Leases.newBeat(id, beat, boot);
        l.beat = beat;
        if (l.off != 0) l.off = 0;
        bytes32 sig = IMarketEvents.LeaseConfirmed.selector;
        History.record(
            l,
            sig,
            id,
            abi.encode(sig, id, boot, served, paid, amount, escrow, beat, block.timestamp)
        );
    }
}
