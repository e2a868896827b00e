package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.wallet.Signature;

/// The tenant's word that a boot may start: the first starts the lease and its billing.
///
/// @param boot counts the starts, strictly rising
/// @param guestKey the account of the key that this boot's guest made
/// @param signature the launch key's, over [MarketDigests#activation]
public record Activation(LeaseId lease, int boot, Address guestKey, Signature signature) {
    public Activation {
        if (boot < 1) {
            throw new IllegalArgumentException("boots count from 1, not " + boot);
        }
    }
}
