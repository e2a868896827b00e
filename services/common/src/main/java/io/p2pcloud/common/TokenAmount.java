package io.p2pcloud.common;

import java.math.BigDecimal;
import java.math.BigInteger;

/// An amount of the market's ERC-20 token in its base unit (for a stablecoin of 6 decimals:
/// millionths). Never negative.
public record TokenAmount(BigInteger units) implements Comparable<TokenAmount> {
    public static final TokenAmount ZERO = new TokenAmount(BigInteger.ZERO);

    public TokenAmount {
        if (units.signum() < 0 || units.bitLength() > 256) {
            throw new IllegalArgumentException("not an amount of tokens: " + units);
        }
    }

    public static TokenAmount ofUnits(long units) {
        return new TokenAmount(BigInteger.valueOf(units));
    }

    /// Reads a decimal such as `12.5`.
    ///
    /// @throws IllegalArgumentException when negative or finer than the token's base unit
    public static TokenAmount ofDecimal(String text, int decimals) {
        try {
            return new TokenAmount(
                    new BigDecimal(text.strip()).movePointRight(decimals).toBigIntegerExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    text + " is finer than the token's smallest unit (" + decimals + " decimals)",
                    e);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " is not a number", e);
        }
    }

    public TokenAmount plus(TokenAmount other) {
        return new TokenAmount(units.add(other.units));
    }

    /// @throws IllegalArgumentException when the result would be negative
    public TokenAmount minus(TokenAmount other) {
        return new TokenAmount(units.subtract(other.units));
    }

    public TokenAmount times(long factor) {
        return new TokenAmount(units.multiply(BigInteger.valueOf(factor)));
    }

    public boolean isZero() {
        return units.signum() == 0;
    }

    /// The exact decimal for a token of `decimals` places, trailing zeros kept.
    public BigDecimal toDecimal(int decimals) {
        return new BigDecimal(units, decimals);
    }

    @Override
    public int compareTo(TokenAmount other) {
        return units.compareTo(other.units);
    }
}
