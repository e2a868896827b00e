package io.p2pcloud.app;

import io.p2pcloud.provider.Readiness;
import io.p2pcloud.provider.ReadinessRow;
import java.util.stream.Collectors;

/// Why a machine may not sell yet, in one sentence with what to do.
final class Obstacles {
    private Obstacles() {}

    static String of(Readiness readiness) {
        return readiness.rows().stream()
                .filter(row -> row.status() == ReadinessRow.Status.BLOCKING)
                .map(row ->
                        "%s (%s). %s"
                                .formatted(row.name(), row.found(), String.join(" ", row.remedy())))
                .map(String::strip)
                .collect(Collectors.joining(" ", "This machine cannot sell a server yet: ", ""));
    }
}
