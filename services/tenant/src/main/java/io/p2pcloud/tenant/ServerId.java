package io.p2pcloud.tenant;

import java.util.regex.Pattern;

/// Names one server on the tenant's side, from before its lease exists until after it ended.
public record ServerId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{16}");

    public ServerId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a server id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
