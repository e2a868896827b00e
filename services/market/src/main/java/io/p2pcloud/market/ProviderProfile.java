package io.p2pcloud.market;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a provider says of himself.
///
/// @param endpoint where his service is reached, `host:port`, at most 128 bytes
/// @param tlsKeyHash SHA-256 of the public key (SubjectPublicKeyInfo) of his service's certificate
/// @param region at most 31 bytes, such as `eu-de`
/// @param attributes at most 24
/// @param chipIds at most 16 processors of up to 64 bytes; a claim until an attestation shows them
public record ProviderProfile(
        String endpoint,
        Bytes32 tlsKeyHash,
        String region,
        List<Attribute> attributes,
        List<Bytes> chipIds) {
    private static final int MAX_ENDPOINT = 128;
    private static final int MAX_ATTRIBUTES = 24;
    private static final int MAX_CHIPS = 16;

    public ProviderProfile {
        attributes = List.copyOf(attributes);
        chipIds = List.copyOf(chipIds);
        Label.encode(region);
        int length = endpoint.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > MAX_ENDPOINT) {
            throw new IllegalArgumentException("an endpoint has 1 to 128 bytes, got " + length);
        }
        if (attributes.size() > MAX_ATTRIBUTES || chipIds.size() > MAX_CHIPS) {
            throw new IllegalArgumentException(
                    "a profile has at most 24 attributes and 16 processors");
        }
    }
}
