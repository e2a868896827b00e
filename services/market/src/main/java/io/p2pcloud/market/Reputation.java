package io.p2pcloud.market;

import java.time.Duration;

/// The market's counters of a provider, which are never reset. Shown in their parts: anyone can
/// lease to himself, so no one number says how good a provider is.
///
/// @param provenConfidential served time that guests proved and tenants paid, on SEV-SNP machines
/// @param provenStandard the same on standard machines, where the host could forge it
/// @param completed leases that ran and ended in order
/// @param stale leases on which he fell silent
/// @param closedByProvider leases that he ended before their time
/// @param notActivated bookings that never started
public record Reputation(
        Duration provenConfidential,
        Duration provenStandard,
        long completed,
        long stale,
        long closedByProvider,
        long notActivated) {
    public static final Reputation NONE = new Reputation(Duration.ZERO, Duration.ZERO, 0, 0, 0, 0);
}
