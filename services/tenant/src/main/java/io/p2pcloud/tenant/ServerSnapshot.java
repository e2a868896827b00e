package io.p2pcloud.tenant;

import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.market.LeaseId;
import java.time.Instant;
import java.util.Optional;

/// Everything that a screen shows of one server at one moment.
///
/// @param provider the provider's name for himself or his address in short; empty before the match
/// @param unit the machine as it is; what was asked for until an offer is known to be larger
/// @param boot the newest boot's number, 0 before the first
/// @param upkeep what its next start brings
/// @param trouble why the newest act on it did not go on, as a sentence
public record ServerSnapshot(
        ServerId id,
        ServerSpec spec,
        ComputeUnit unit,
        Instant created,
        ServerState state,
        AttestationMark mark,
        LaunchSnapshot launch,
        Optional<LeaseId> lease,
        Optional<String> provider,
        long boot,
        Optional<ServerMoney> money,
        Optional<String> trouble,
        Upkeep upkeep) {}
