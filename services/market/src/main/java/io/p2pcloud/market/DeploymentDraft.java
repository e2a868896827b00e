package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import java.time.Duration;
import java.util.List;

/// A tenant's demand: one order for each infrastructure, for which providers bid.
///
/// @param infrastructures 1 to 8
/// @param bidding how long bids are taken, whole seconds, at most 7 days
/// @param deposit for all orders, in escrow
/// @param version the hash of the salted manifest
/// @param launchKey the account that signs activations and releases
public record DeploymentDraft(
        List<Infrastructure> infrastructures,
        LeaseTerms terms,
        Duration bidding,
        TokenAmount deposit,
        Bytes32 version,
        Address launchKey) {
    private static final int MAX = 8;

    public DeploymentDraft {
        infrastructures = List.copyOf(infrastructures);
        if (infrastructures.isEmpty() || infrastructures.size() > MAX) {
            throw new IllegalArgumentException("a deployment has 1 to 8 orders");
        }
    }
}
