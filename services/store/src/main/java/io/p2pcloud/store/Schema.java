package io.p2pcloud.store;

import java.util.List;
import java.util.regex.Pattern;

/// The tables of one part of the product as the steps that made them: step n brings version n - 1
/// to n. A published step never changes; what must change is a new step at the end.
///
/// @param component lower-case letters and dashes; unique in a database
/// @param steps SQL, each one or more statements separated by semicolons
public record Schema(String component, List<String> steps) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]{0,39}");

    public Schema {
        if (!NAME.matcher(component).matches()) {
            throw new IllegalArgumentException("not the name of a component: " + component);
        }
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("the schema of " + component + " has no steps");
        }
    }
}
