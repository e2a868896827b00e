package io.p2pcloud.tenant;

import java.time.Duration;

/// How a machine that ended is started again while its tenant is not at the keyboard.
///
/// @param askEvery how often the provider of a running machine is asked about it
/// @param pause after the first start; doubled for each further one within `within`
/// @param most starts of one server within `within`: a host that ends a machine again and again
///   gets no more releases of its key than this
/// @param within the time over which starts are counted
public record RestartPolicy(Duration askEvery, Duration pause, int most, Duration within) {
    public RestartPolicy {
        if (askEvery.isNegative() || pause.isNegative() || most < 1 || !within.isPositive()) {
            throw new IllegalArgumentException(
                    "A restart policy has no negative times and allows at least one start.");
        }
    }

    /// Asks every ten seconds; at most six starts an hour, half a minute to eight minutes apart.
    public static RestartPolicy usual() {
        return new RestartPolicy(
                Duration.ofSeconds(10), Duration.ofSeconds(15), 6, Duration.ofHours(1));
    }
}
