package io.p2pcloud.store;

import io.p2pcloud.common.Json;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// One step of a flow as the journal holds it.
///
/// @param number from 1, without gaps
/// @param name the step about to be taken, or the outcome when it is the last
/// @param json what is needed to take the step again after a crash; no secrets
public record Step(int number, String name, String json, Instant at) {
    public Step {
        if (number < 1 || name.isBlank()) {
            throw new IllegalArgumentException("not a step: " + number + " " + name);
        }
    }

    public JsonNode state() {
        return Json.parse(json);
    }

    /// The state as the record it was written from.
    public <T> T state(Class<T> type) {
        return Json.mapper().readValue(json, type);
    }
}
