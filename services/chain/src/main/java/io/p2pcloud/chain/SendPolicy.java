package io.p2pcloud.chain;

import java.math.BigInteger;
import java.time.Duration;

/// How patient and how generous the sending of transactions is.
///
/// @param deadline for a transaction to be in a block
/// @param poll how often to look
/// @param replaceAfter when a transaction that is in no block is sent again with higher fees
/// @param confirmations blocks on top before it counts as settled; 0 where blocks are not
///   reorganised
/// @param maxFeePerGas wei per unit of gas that is never exceeded
public record SendPolicy(
        Duration deadline,
        Duration poll,
        Duration replaceAfter,
        int confirmations,
        BigInteger maxFeePerGas) {
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);

    public SendPolicy {
        if (deadline.isNegative() || !poll.isPositive() || confirmations < 0) {
            throw new IllegalArgumentException("a policy's times are not negative");
        }
    }

    /// For the embedded chain, which makes a block for each transaction.
    public static SendPolicy devnet() {
        return new SendPolicy(
                Duration.ofSeconds(30),
                Duration.ofMillis(20),
                Duration.ofSeconds(10),
                0,
                GWEI.multiply(BigInteger.valueOf(1000)));
    }

    /// For a public chain of 12-second slots.
    public static SendPolicy publicChain() {
        return new SendPolicy(
                Duration.ofMinutes(10),
                Duration.ofSeconds(3),
                Duration.ofSeconds(75),
                1,
                GWEI.multiply(BigInteger.valueOf(200)));
    }
}
