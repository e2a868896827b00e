package io.p2pcloud.common;

import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/// A price per second in WAD: 1e-18ths of the token's base unit. A whole base unit per second would
/// be far too coarse (at 6 decimals, 2.63 tokens a month is one step).
public record Rate(BigInteger wadPerSecond) implements Comparable<Rate> {
    public static final BigInteger WAD = BigInteger.TEN.pow(18);
    public static final Rate ZERO = new Rate(BigInteger.ZERO);
    private static final Duration MONTH = Duration.ofDays(30);

    public Rate {
        if (wadPerSecond.signum() < 0 || wadPerSecond.bitLength() > 128) {
            throw new IllegalArgumentException("not a rate: " + wadPerSecond);
        }
    }

    /// The rate that costs `amount` in 30 days, rounded down to the nearest WAD step.
    public static Rate perMonth(TokenAmount amount) {
        return new Rate(amount.units().multiply(WAD).divide(BigInteger.valueOf(MONTH.toSeconds())));
    }

    /// What `duration` costs, rounded down to the token's base unit as the contract does.
    public TokenAmount cost(Duration duration) {
        return cost(duration, RoundingMode.DOWN);
    }

    public TokenAmount cost(Duration duration, RoundingMode rounding) {
        var wad = wadPerSecond.multiply(BigInteger.valueOf(duration.toSeconds()));
        var parts = wad.divideAndRemainder(WAD);
        boolean up = rounding == RoundingMode.UP && parts[1].signum() > 0;
        return new TokenAmount(up ? parts[0].add(BigInteger.ONE) : parts[0]);
    }

    public TokenAmount costPerMonth() {
        return cost(MONTH);
    }

    public Rate times(long factor) {
        return new Rate(wadPerSecond.multiply(BigInteger.valueOf(factor)));
    }

    @Override
    public int compareTo(Rate other) {
        return wadPerSecond.compareTo(other.wadPerSecond);
    }
}
