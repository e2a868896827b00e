package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.TokenAmount;
import io.p2pcloud.wallet.Signer;

/// What any account does for itself alone; no delegated key can.
public interface AccountActs {
    /// Lets the market take up to `amount` of the token.
    ActOutcome<TokenAmount> approve(Signer by, TokenAmount amount);

    /// Sends the account's whole credit to `to`.
    ActOutcome<TokenAmount> withdraw(Signer by, Address to);

    /// Lets a key act for the account, in place of what it might before.
    ActOutcome<Delegation> delegate(Signer by, Delegation delegation);

    /// Ends that at once.
    ///
    /// @return the key
    ActOutcome<Address> undelegate(Signer by, Address key);

    /// States, as the account's word, an attribute of a provider that orders may require.
    ActOutcome<Attribute> attest(Signer by, Address provider, Attribute attribute);

    /// Takes such a statement back.
    ///
    /// @return the provider
    ActOutcome<Address> revoke(Signer by, Address provider, String key);
}
