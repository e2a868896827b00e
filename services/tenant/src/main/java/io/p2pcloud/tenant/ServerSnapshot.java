package io.p2pcloud.tenant;

import io.p2pcloud.market.LeaseId;
import java.time.Instant;
import java.util.Optional;

/// Everything that a screen shows of one server at one moment.
///
/// @param provider the provider's name for himself or his address in short; empty before the match
/// @param boot the newest boot's number, 0 before the first
public record ServerSnapshot(
        ServerId id,
        ServerSpec spec,
        Instant created,
        ServerState state,
        AttestationMark mark,
        LaunchSnapshot launch,
        Optional<LeaseId> lease,
        Optional<String> provider,
        long boot,
        Optional<ServerMoney> money) {}
