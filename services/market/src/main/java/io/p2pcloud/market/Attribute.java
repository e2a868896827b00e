package io.p2pcloud.market;

/// One property of a provider; key and value are at most 31 bytes each.
public record Attribute(String key, String value) {
    public Attribute {
        Label.encode(key);
        Label.encode(value);
    }
}
