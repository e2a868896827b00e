package io.p2pcloud.views.market;

import io.p2pcloud.common.Rate;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// How prices spread, in equal steps from the lowest to one that few are above; what is dearer
/// counts into the last step.
///
/// @param least where the first step begins
/// @param step the width of one
/// @param counts offers in each step
public record PriceScale(Rate least, Rate step, List<Integer> counts) {
    public static final int STEPS = 48;
    static final PriceScale EMPTY =
            new PriceScale(Rate.ZERO, Rate.ZERO, Collections.nCopies(STEPS, 0));
    private static final int OUTLIERS_PERCENT = 2;

    public PriceScale {
        counts = List.copyOf(counts);
    }

    /// @param all set the scale
    /// @param counted are counted on it
    static PriceScale of(List<OfferLine> all, List<OfferLine> counted) {
        if (all.isEmpty()) {
            return EMPTY;
        }
        var prices = all.stream().map(it -> it.offer().price()).sorted().toList();
        var least = prices.getFirst();
        var most = prices.get((prices.size() - 1) * (100 - OUTLIERS_PERCENT) / 100);
        var width =
                most.wadPerSecond()
                        .subtract(least.wadPerSecond())
                        .add(BigInteger.valueOf(STEPS - 1))
                        .divide(BigInteger.valueOf(STEPS))
                        .max(BigInteger.ONE);
        var counts = new int[STEPS];
        for (var line : counted) {
            var above = line.offer().price().wadPerSecond().subtract(least.wadPerSecond());
            int at = above.divide(width).min(BigInteger.valueOf(STEPS - 1L)).intValue();
            counts[Math.max(0, at)]++;
        }
        return new PriceScale(least, new Rate(width), Arrays.stream(counts).boxed().toList());
    }

    /// The price where a step begins.
    Rate edge(int at) {
        return new Rate(least.wadPerSecond().add(step.times(at).wadPerSecond()));
    }

    /// Nothing below the first step is left out.
    Optional<Rate> from(int at) {
        return at <= 0 ? Optional.empty() : Optional.of(edge(at));
    }

    /// Nothing above the last step is left out.
    Optional<Rate> to(int at) {
        return at >= STEPS ? Optional.empty() : Optional.of(edge(at));
    }
}
