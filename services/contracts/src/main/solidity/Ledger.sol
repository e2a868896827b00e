// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IMarketErrors} from "./IMarketErrors.sol";
import {Account, Act, Delegation, Store} from "./Types.sol";

/// Money in and out, and who may act for whom. Credits are the only way out of any act;
/// they are used up before an act takes tokens from its payer.
library Ledger {
    using SafeERC20 for IERC20;

    /// Refuses a caller who is neither the account nor its delegate for this act, and counts what
    /// the act takes from the account against the delegate's day.
    function authorize(Store storage s, address account, Act act, uint256 spend) internal {
        if (msg.sender == account) return;
        Delegation storage d = s.delegations[account][msg.sender];
        if (block.timestamp >= d.expiry || d.acts & (1 << uint8(act)) == 0) {
            revert IMarketErrors.NotAuthorized();
        }
        if (spend == 0) return;
        uint24 today = uint24(block.timestamp / 1 days);
        uint256 total = spend + (d.day == today ? d.spent : 0);
        if (total > d.spendPerDay) revert IMarketErrors.SpendLimitReached();
        d.spent = uint96(total);
        d.day = today;
    }

    /// Whether `key` may do `act` for the account, for rights read from signatures.
    function mayAct(Store storage s, address account, address key, Act act)
        internal
        view
        returns (bool)
    {
        if (key == account) return true;
        Delegation storage d = s.delegations[account][key];
        return block.timestamp < d.expiry && d.acts & (1 << uint8(act)) != 0;
    }

    function credit(Store storage s, address account, uint256 amount) internal {
        if (amount != 0) s.accounts[account].credit += uint112(amount);
    }

    /// Takes exactly `amount` from the payer. Called last in an act, after every change of state.
    function pull(Store storage s, address payer, uint256 amount) internal {
        if (amount == 0) return;
        Account storage a = s.accounts[payer];
        uint256 have = a.credit;
        if (have >= amount) {
            a.credit = uint112(have - amount);
            return;
        }
        if (have != 0) {
            a.credit = 0;
            amount -= have;
        }
        IERC20 token = s.config.token;
        uint256 before = token.balanceOf(address(this));
        if (!token.trySafeTransferFrom(payer, address(this), amount)) {
            revert IMarketErrors.TokenTransferFailed();
        }
        // A token that keeps a fee would leave the market short of what it owes.
        if (token.balanceOf(address(this)) != before + amount) {
            revert IMarketErrors.TokenTransferShort();
        }
    }

    function push(Store storage s, address to, uint256 amount) internal {
        if (!s.config.token.trySafeTransfer(to, amount)) {
            revert IMarketErrors.TokenTransferFailed();
        }
    }

    function now40() internal view returns (uint40) {
        return uint40(block.timestamp);
    }
}
