package io.p2pcloud.market;

import java.util.List;

/// A deployment that was submitted and the orders that came of it.
public record PlacedDeployment(DeploymentId id, List<OrderId> orders) {
    public PlacedDeployment {
        orders = List.copyOf(orders);
    }
}
