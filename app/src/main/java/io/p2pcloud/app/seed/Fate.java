package io.p2pcloud.app.seed;

import java.util.Random;

/// How a stay ends, or what happens in it.
enum Fate {
    /// The tenant gives the machines back.
    CLOSED_BY_TENANT,
    /// The same, after they were halted for an epoch.
    HALTED_FOR_A_WHILE,
    /// The same, after a fault and a second boot.
    REBOOTED,
    /// The provider leaves without notice.
    CLOSED_BY_HOST,
    /// The provider never starts the machines.
    NEVER_STARTED,
    /// The provider falls silent, and a keeper marks the leases stale.
    GOES_SILENT,
    /// It runs still.
    GOES_ON;

    /// @param quality of the provider, from 0 to 1
    static Fate choose(double quality, Random random) {
        double luck = random.nextDouble();
        double failure = 0.35 * (1 - quality);
        if (luck < failure) {
            return switch (random.nextInt(4)) {
                case 0 -> GOES_SILENT;
                case 1 -> NEVER_STARTED;
                default -> CLOSED_BY_HOST;
            };
        }
        return switch (random.nextInt(12)) {
            case 0 -> HALTED_FOR_A_WHILE;
            case 1 -> REBOOTED;
            default -> CLOSED_BY_TENANT;
        };
    }
}
