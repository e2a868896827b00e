package io.p2pcloud.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/// How the tenant's side runs.
///
/// @param beatSources JSON-RPC endpoints as a guest reaches them by its own network
/// @param heartbeat how often guests sign that they run, whole seconds
/// @param pollEvery how often open leases are looked at
/// @param bidWait how long an order waits for bids, whole seconds
/// @param restarts how machines that ended are started again
public record TenantSettings(
        List<URI> beatSources,
        Duration heartbeat,
        Duration pollEvery,
        Duration bidWait,
        RestartPolicy restarts) {
    public TenantSettings {
        beatSources = List.copyOf(beatSources);
    }

    /// With the usual restarts.
    public TenantSettings(
            List<URI> beatSources, Duration heartbeat, Duration pollEvery, Duration bidWait) {
        this(beatSources, heartbeat, pollEvery, bidWait, RestartPolicy.usual());
    }
}
