package io.p2pcloud.wallet;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;

/// An account that can sign: a key in memory, or later one that asks a device.
public interface Signer {
    Address address();

    /// @throws IllegalStateException when the key was locked
    Signature sign(Bytes32 digest);
}
