package io.p2pcloud.release;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;

/// One start of one lease's machine. Every signature in the protocol names it, so that none can be
/// replayed on another chain, market, lease or boot.
///
/// @param chainId the chain's EIP-155 id, at least 1
/// @param market the market contract
/// @param lease the lease's id
/// @param boot counts the starts, from 1
public record LeaseBoot(long chainId, Address market, Bytes32 lease, int boot) {
    public LeaseBoot {
        if (chainId < 1 || boot < 1) {
            throw new IllegalArgumentException(
                    "chain id and boot count from 1, got " + chainId + " and " + boot);
        }
    }
}
