package io.p2pcloud.lightclient.consensus;

/// What became of light-client data that was offered to the protocol.
public sealed interface UpdateOutcome {
    /// It was valid; `store` is what the client knows now (perhaps nothing more than before).
    record Accepted(LightClientStore store) implements UpdateOutcome {}

    /// It was not; the store stays as it was.
    record Rejected(UpdateFault fault) implements UpdateOutcome {}
}
