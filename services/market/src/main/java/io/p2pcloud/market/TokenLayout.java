package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;

/// Where a token keeps what, as part of what is known of a network. Tokens agree on their functions
/// only, not on their storage.
///
/// @param balances slot of the mapping from an account to its balance
/// @param allowances slot of the mapping from an owner to a mapping from a spender to an amount
public record TokenLayout(int balances, int allowances) {
    /// OpenZeppelin's ERC20, from which the embedded chain's test token is made.
    public static final TokenLayout OPEN_ZEPPELIN = new TokenLayout(0, 1);

    Bytes32 balance(Address account) {
        return MarketLayout.at(account, Bytes32.ofNumber(balances));
    }

    Bytes32 allowance(Address owner, Address spender) {
        return MarketLayout.at(spender, MarketLayout.at(owner, Bytes32.ofNumber(allowances)));
    }
}
