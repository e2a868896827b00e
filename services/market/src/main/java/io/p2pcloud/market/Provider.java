package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.TokenAmount;
import java.time.Instant;
import java.util.Optional;

/// A registered provider, as the market's storage holds him.
///
/// @param profileHash of the whole profile, which only its event carries
/// @param unbondedAt when the stake may be withdrawn, once he began to leave
public record Provider(
        Address account,
        String endpoint,
        Bytes32 tlsKeyHash,
        String region,
        Bytes32 profileHash,
        TokenAmount stake,
        Instant registeredAt,
        Optional<Instant> unbondedAt,
        int openLeases,
        Reputation reputation) {}
