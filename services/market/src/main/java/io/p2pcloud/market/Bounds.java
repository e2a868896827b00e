package io.p2pcloud.market;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The widths of the contract's numbers.
final class Bounds {
    private static final long MAX_NUMBER = 0xffff_ffffL;
    private static final long MAX_TIME = (1L << 40) - 1;

    private Bounds() {}

    static void number(long number) {
        if (number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("not a number of the market: " + number);
        }
    }

    static void time(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < 0 || seconds > MAX_TIME || !time.equals(Instant.ofEpochSecond(seconds))) {
            throw new IllegalArgumentException("not a time of the chain in whole seconds: " + time);
        }
    }

    static Instant time(BigInteger seconds) {
        return Instant.ofEpochSecond(seconds.longValueExact());
    }

    static void minutes(String name, Duration duration) {
        if (duration.isNegative() || !duration.equals(duration.truncatedTo(ChronoUnit.MINUTES))) {
            throw new IllegalArgumentException(name + " is in whole minutes, got " + duration);
        }
    }
}
