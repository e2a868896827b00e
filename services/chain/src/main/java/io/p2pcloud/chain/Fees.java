package io.p2pcloud.chain;

import java.math.BigInteger;
import java.util.List;

/// What a transaction offers for gas (EIP-1559), in wei.
///
/// @param max per unit of gas in all
/// @param tip per unit of gas of it to the block's maker
record Fees(BigInteger max, BigInteger tip) {
    /// The least by which nodes let a transaction of the same nonce be replaced: an eighth.
    private static final BigInteger EIGHT = BigInteger.valueOf(8);

    Fees {
        if (tip.signum() < 0 || max.compareTo(tip) < 0) {
            throw new IllegalArgumentException("fees out of order: " + max + ", " + tip);
        }
    }

    /// Twice the next block's base fee, which lasts for six full blocks, and the median of what
    /// recent blocks were tipped; `max` never above `cap`.
    static Fees choose(
            BigInteger nextBase, List<BigInteger> tips, BigInteger usualTip, BigInteger cap) {
        var sorted = tips.stream().filter(it -> it.signum() > 0).sorted().toList();
        var tip = sorted.isEmpty() ? usualTip : sorted.get(sorted.size() / 2);
        var max = nextBase.shiftLeft(1).add(tip).min(cap);
        return new Fees(max, tip.min(max));
    }

    /// Enough for a node to take it in place of one that offered these, and no less than `market`.
    Fees replacing(Fees market, BigInteger cap) {
        var nextTip = more(tip).max(market.tip);
        var nextMax = more(max).max(market.max).max(nextTip).min(cap);
        return new Fees(nextMax, nextTip.min(nextMax));
    }

    boolean exceeds(Fees other) {
        return max.compareTo(other.max) > 0 && tip.compareTo(other.tip) > 0;
    }

    private static BigInteger more(BigInteger fee) {
        return fee.add(fee.divide(EIGHT)).add(BigInteger.ONE);
    }
}
