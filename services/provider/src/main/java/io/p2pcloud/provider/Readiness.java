package io.p2pcloud.provider;

import io.p2pcloud.common.Tier;
import io.p2pcloud.market.ComputeUnit;
import java.util.List;
import java.util.Optional;

/// What this machine may sell, and why.
///
/// @param processor model name, such as "AMD EPYC 9354P"
/// @param tier the best tier it may sell; empty when it may sell none
/// @param spare the largest single machine that fits into what is spare
public record Readiness(
        String processor, List<ReadinessRow> rows, Optional<Tier> tier, ComputeUnit spare) {
    public Readiness {
        rows = List.copyOf(rows);
    }
}
