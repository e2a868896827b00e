package io.p2pcloud.market;

import java.time.Duration;
import java.time.Instant;

/// What a lease never changes silently.
///
/// @param period how often the newest proof is put on chain, 1 hour to 30 days
/// @param activateWithin from booking to the first boot, 10 minutes to 24 hours
/// @param outage how long the provider may be interrupted in 30 days
/// @param notice how long before he leaves a provider must say so
/// @param haltedPercent of the price, while the tenant keeps the machine stopped, 0 to 100
/// @param endsAt when the lease ends at the latest; [#NO_END] for none
public record LeaseTerms(
        Duration period,
        Duration activateWithin,
        Duration outage,
        Duration notice,
        int haltedPercent,
        Instant endsAt) {
    /// The chain's zero: the lease goes on until someone ends it.
    public static final Instant NO_END = Instant.EPOCH;

    private static final int ALL = 100;

    public LeaseTerms {
        Bounds.minutes("period", period);
        Bounds.minutes("activateWithin", activateWithin);
        Bounds.minutes("outage", outage);
        Bounds.minutes("notice", notice);
        Bounds.time(endsAt);
        if (haltedPercent < 0 || haltedPercent > ALL) {
            throw new IllegalArgumentException("haltedPercent is 0 to 100, got " + haltedPercent);
        }
    }

    /// The usual terms: a week's period, 30 minutes to boot, a day of outage a month, a week's
    /// notice, a quarter of the price while halted.
    public static LeaseTerms usual(Instant endsAt) {
        return new LeaseTerms(
                Duration.ofDays(7),
                Duration.ofMinutes(30),
                Duration.ofDays(1),
                Duration.ofDays(7),
                25,
                endsAt);
    }
}
