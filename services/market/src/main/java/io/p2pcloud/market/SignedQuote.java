package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.wallet.Signature;

/// A quote as the tenant gets it.
///
/// @param signature over [MarketDigests#quote]
public record SignedQuote(Quote quote, Signature signature) {
    /// Whether this account's key signed it for this market. A provider's delegated key may have
    /// signed it instead: see [MarketView#delegation].
    public boolean isBy(Address account, MarketDigests digests) {
        return signature.isBy(account, digests.quote(quote));
    }

    /// The account whose key signed it.
    ///
    /// @throws IllegalArgumentException when no key can have
    public Address signer(MarketDigests digests) {
        return signature.recover(digests.quote(quote));
    }
}
