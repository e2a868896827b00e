package io.p2pcloud.chain;

import java.time.Instant;

/// How far a value from outside was checked. The screen shows it with every figure.
///
/// Only the light client makes the proven kinds; what an endpoint merely says is [Unproven].
public sealed interface Trust {
    /// Proven by Merkle proof against a block that two thirds of the sync committee finalized.
    record ProvenFinalized(BlockRef block) implements Trust {}

    /// Proven against the newest block that the sync committee signed; it can still be reorganised.
    record ProvenOptimistic(BlockRef block) implements Trust {}

    /// What one endpoint answered, believed as it came.
    record Unproven(String endpoint) implements Trust {}

    /// What this computer kept from an earlier reading, as it stood at `block`.
    record Cached(BlockRef block, Instant asOf) implements Trust {}

    /// Reserved for a second layer whose state is proven through `parent`, a block of the first.
    record Anchored(BlockRef parent) implements Trust {}

    /// Whether a lying endpoint would have been caught.
    default boolean isProven() {
        return switch (this) {
            case ProvenFinalized _, ProvenOptimistic _, Anchored _ -> true;
            case Unproven _, Cached _ -> false;
        };
    }

    /// How far a figure was checked that was worked out from two: as far as the worse of them.
    default Trust and(Trust other) {
        return other.rank() > rank() ? other : this;
    }

    private int rank() {
        return switch (this) {
            case ProvenFinalized _ -> 0;
            case Anchored _ -> 1;
            case ProvenOptimistic _ -> 2;
            case Cached _ -> 3;
            case Unproven _ -> 4;
        };
    }
}
