package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an image must look like in a report (AMD 56860, 7.3, MEASUREMENT, GUEST_SVN, VMPL and
/// ID_KEY_DIGEST; 4.3, Guest Policy): expected values that come from the app's own release and
/// catalogue, never from the provider.
///
/// @param name of the image and its size, for the proof panel
/// @param measurements the accepted launch digests, 48 bytes each, at least one
/// @param policy the exact guest policy of the launch
/// @param minimumGuestSvn the lowest accepted security version of the image
/// @param vmpl the privilege level that the image asks from, 0 to 3
/// @param idKey the SHA-384 of the key that signed the identity block; null if not looked at
public record LaunchProfile(
        String name,
        List<Bytes> measurements,
        GuestPolicy policy,
        long minimumGuestSvn,
        int vmpl,
        @Nullable Bytes idKey) {
    static final int DIGEST_SIZE = 48;
    static final String FORMAT = "p2pcloud-launch-profile/1";
    private static final int MAX_MEASUREMENTS = 4096;

    public LaunchProfile {
        measurements = List.copyOf(measurements);
        if (measurements.isEmpty() || measurements.size() > MAX_MEASUREMENTS) {
            throw new IllegalArgumentException(
                    "a launch profile has 1 to " + MAX_MEASUREMENTS + " measurements");
        }
        measurements.forEach(LaunchProfile::requireDigest);
        if (idKey != null) {
            requireDigest(idKey);
        }
        if (vmpl < 0 || vmpl > 3) {
            throw new IllegalArgumentException("a privilege level is 0 to 3, got " + vmpl);
        }
        if (minimumGuestSvn < 0) {
            throw new IllegalArgumentException("a security version is not negative");
        }
    }

    /// A launch as this app makes them: privilege level 0, no identity block.
    public static LaunchProfile of(String name, Bytes measurement, GuestPolicy policy) {
        return new LaunchProfile(name, List.of(measurement), policy, 0, 0, null);
    }

    /// Reads a profile from JSON: `format`, `name`, `measurements` (hex), `policy` (hex), and, if
    /// wanted, `minimumGuestSvn`, `vmpl` and `idKey`.
    ///
    /// @throws IllegalArgumentException when the text is no profile
    public static LaunchProfile parse(String json) {
        return read(Json.parse(json));
    }

    static LaunchProfile read(JsonNode json) {
        var fields = new JsonFields("the launch profile", json);
        if (!FORMAT.equals(fields.text("format"))) {
            throw new IllegalArgumentException("not a launch profile in the format " + FORMAT);
        }
        return new LaunchProfile(
                fields.text("name"),
                fields.hexList("measurements", DIGEST_SIZE, MAX_MEASUREMENTS),
                new GuestPolicy(fields.bits("policy")),
                fields.has("minimumGuestSvn")
                        ? fields.integer("minimumGuestSvn", 0, Integer.MAX_VALUE)
                        : 0,
                fields.has("vmpl") ? fields.integer("vmpl", 0, 3) : 0,
                fields.has("idKey") ? fields.hex("idKey", DIGEST_SIZE) : null);
    }

    public String toJson() {
        return Json.writePretty(write());
    }

    ObjectNode write() {
        var json = Json.mapper().createObjectNode();
        json.put("format", FORMAT);
        json.put("name", name);
        var digests = json.putArray("measurements");
        measurements.forEach(digest -> digests.add(digest.toHex()));
        json.put("policy", policy.toString());
        json.put("minimumGuestSvn", minimumGuestSvn);
        json.put("vmpl", vmpl);
        if (idKey != null) {
            json.put("idKey", idKey.toHex());
        }
        return json;
    }

    Optional<Bytes> expectedIdKey() {
        return Optional.ofNullable(idKey);
    }

    private static void requireDigest(Bytes digest) {
        if (digest.size() != DIGEST_SIZE) {
            throw new IllegalArgumentException(
                    "a SHA-384 digest has 48 bytes, got " + digest.size());
        }
    }
}
