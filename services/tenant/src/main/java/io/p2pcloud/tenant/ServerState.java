package io.p2pcloud.tenant;

/// What a server is doing, as the tenant's side knows it.
public sealed interface ServerState {
    record Launching() implements ServerState {}

    record Running(SshEndpoint ssh) implements ServerState {}

    /// Shut down with its disk kept; the lease goes on.
    record Stopped() implements ServerState {}

    /// The launch ended with a failure; the lease, if there is one, is being closed or was closed.
    record Failed(LaunchFailure failure) implements ServerState {}

    record Closing() implements ServerState {}

    /// Over: disk destroyed, money settled.
    record Closed(String reason) implements ServerState {}
}
