package io.p2pcloud.provider;

import io.p2pcloud.protocol.v1.LaunchRequest;
import io.p2pcloud.protocol.v1.LaunchResponse;
import java.io.IOException;
import java.time.Duration;

/// The tenant at the other end of a launch.
interface TenantLine {
    /// @throws IOException when the tenant hung up or is silent for longer than `timeout`
    LaunchRequest next(Duration timeout) throws IOException, InterruptedException;

    /// Dropped when the tenant hung up: from the activation on, the launch goes on without him.
    void send(LaunchResponse response);
}
