package io.p2pcloud.tenant;

import io.p2pcloud.chain.Trust;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.TokenAmount;
import java.time.Duration;
import java.util.Optional;

/// A server's money by the newest reading of its lease.
///
/// @param trust how far that reading was checked
/// @param rate what a running second costs
/// @param escrow what is still locked in the lease
/// @param paid what the provider was credited so far
/// @param runway how long the escrow lasts at this rate; empty when the lease is over or free
public record ServerMoney(
        Trust trust, Rate rate, TokenAmount escrow, TokenAmount paid, Optional<Duration> runway) {}
