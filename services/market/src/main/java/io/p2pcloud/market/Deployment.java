package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import java.time.Duration;

/// A tenant's demand as the market holds it; what it asks for stands in its orders.
///
/// @param active whether its orders may still open again
/// @param openOrders how many of its orders are open
/// @param bidding how long bids are taken
/// @param launchKey of later leases
/// @param version of later leases
public record Deployment(
        DeploymentId id,
        Address tenant,
        boolean active,
        int openOrders,
        Duration bidding,
        Address launchKey,
        Bytes32 version) {}
