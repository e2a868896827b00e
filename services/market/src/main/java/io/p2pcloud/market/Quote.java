package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Rate;
import io.p2pcloud.wallet.Signer;
import java.time.Instant;

/// A price that a provider gives one tenant for machines of an offer.
///
/// @param price of one unit
/// @param units at most
/// @param nonce the market's next for this provider and tenant, so that a quote counts once
/// @param expiry until when it can be taken
public record Quote(
        OfferId offer, Address tenant, Rate price, int units, long nonce, Instant expiry) {
    public Quote {
        Bounds.time(expiry);
        if (units < 1 || nonce < 0) {
            throw new IllegalArgumentException(
                    "a quote is for at least one unit, with a nonce from 0");
        }
    }

    /// @param by the provider, or a key that he lets sign quotes
    public SignedQuote sign(Signer by, MarketDigests digests) {
        return new SignedQuote(this, by.sign(digests.quote(this)));
    }
}
