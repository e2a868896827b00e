package io.p2pcloud.views.market;

import io.p2pcloud.common.Rate;
import java.util.Optional;

/// What the filter lets through.
///
/// @param fitting offers at any price
/// @param inRange those of them at a wanted price
/// @param cheapest of those in range; empty when there is none
public record Found(
        PriceScale scale,
        int fitting,
        int inRange,
        Optional<Rate> cheapest,
        Optional<Rate> middle) {
    static final Found NOTHING =
            new Found(PriceScale.EMPTY, 0, 0, Optional.empty(), Optional.empty());
}
