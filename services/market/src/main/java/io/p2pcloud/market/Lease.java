package io.p2pcloud.market;

import io.p2pcloud.common.Address;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Rate;
import io.p2pcloud.common.Tier;
import io.p2pcloud.common.TokenAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One machine let by a provider to a tenant, as the market holds it.
///
/// @param escrow what is left of the tenant's deposit
/// @param collateral what the provider loses by silence or by leaving without notice
/// @param launchKey the account that signs activations; zero after it was revoked
/// @param version the hash of the salted manifest
/// @param persist whether a new order opens when the provider fails
/// @param boot the newest activated boot; 0 before the first
/// @param guestKey the account of that boot's guest key
/// @param beat what the next heartbeat must sign; zero before the first boot
/// @param startedAt the first activation
/// @param paidUntil the time of the present beat: of the newest payment or activation
/// @param unproven the most that a heartbeat over the present beat can be paid for, as of the block
/// @param floor the escrow below which the lease is paused
/// @param noticeAt when the provider gave notice
/// @param controlNonce what the launch key's next signed halt or resume must carry
/// @param eventCount events of its history so far
/// @param eventDigest the digest that a replay of the history must end at
public record Lease(
        LeaseId id,
        Address tenant,
        Address provider,
        Address launchKey,
        Origin origin,
        Tier tier,
        Rate rate,
        int haltedPercent,
        Duration period,
        Duration outage,
        Duration notice,
        Instant endsAt,
        Bytes32 version,
        boolean persist,
        LeaseState state,
        TokenAmount escrow,
        TokenAmount collateral,
        int boot,
        Optional<Address> guestKey,
        Bytes32 beat,
        Optional<Instant> startedAt,
        Optional<Instant> paidUntil,
        Duration unproven,
        TokenAmount floor,
        Optional<Instant> noticeAt,
        long controlNonce,
        long eventCount,
        Bytes32 eventDigest) {
    /// What it came from.
    public sealed interface Origin {
        record FromOffer(OfferId offer) implements Origin {}

        /// @param group the place of its resource group in the order
        record FromOrder(OrderId order, int group) implements Origin {}
    }

    /// How long the escrow lasts at the full rate; empty when the rate is zero.
    public Optional<Duration> runway() {
        if (rate.wadPerSecond().signum() == 0) {
            return Optional.empty();
        }
        var seconds = escrow.units().multiply(Rate.WAD).divide(rate.wadPerSecond());
        return Optional.of(
                Duration.ofSeconds(
                        seconds.bitLength() > 62 ? Long.MAX_VALUE : seconds.longValue()));
    }
}
