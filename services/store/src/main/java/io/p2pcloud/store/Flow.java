package io.p2pcloud.store;

import java.util.List;

/// A long flow and its steps so far, oldest first; never empty.
///
/// @param kind which flow it is, for example `launch`
/// @param subject what it is about, for example a lease id
public record Flow(FlowId id, String kind, String subject, boolean finished, List<Step> steps) {
    public Flow {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("flow " + id + " has no step");
        }
    }

    public Step last() {
        return steps.getLast();
    }
}
