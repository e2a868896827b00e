package io.p2pcloud.views.market;

import io.p2pcloud.common.Tier;
import java.util.Optional;

/// What protection is wanted.
public enum Protection {
    ALL,
    CONFIDENTIAL,
    STANDARD;

    Optional<Tier> tier() {
        return switch (this) {
            case ALL -> Optional.empty();
            case CONFIDENTIAL -> Optional.of(Tier.CONFIDENTIAL);
            case STANDARD -> Optional.of(Tier.STANDARD);
        };
    }
}
