package io.p2pcloud.protocol;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.common.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the provider must know to start a machine, and nothing more: names, keys and scripts travel
/// sealed to the guest. The lease's version on chain is this manifest's salted hash, so that
/// neither side can claim another one later, and the chain tells nobody what runs.
///
/// @param imageId an image of the catalogue, such as `debian-13`
/// @param imageRootHash the dm-verity root hash of that image as the tenant knows it
public record Manifest(String imageId, Bytes32 imageRootHash) {
    /// Bytes of the JSON form.
    public static final int MAX_SIZE = 4096;

    private static final String DOMAIN = "p2pcloud-manifest/v1";
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    public Manifest {
        if (!IMAGE.matcher(imageId).matches()) {
            throw new IllegalArgumentException("not the name of an image: " + imageId);
        }
    }

    /// JSON with the keys in alphabetical order and no white space.
    public Bytes toBytes() {
        var fields = new TreeMap<String, Object>();
        fields.put("image", imageId);
        fields.put("imageRootHash", imageRootHash.toHex());
        fields.put("version", 1);
        return Bytes.of(Json.write(fields).getBytes(StandardCharsets.UTF_8));
    }

    /// SHA-256 over the length-prefixed domain, salt and bytes: the lease's `version`.
    public static Bytes32 hash(Bytes manifest, Bytes32 salt) {
        return Transcript.of(DOMAIN).word(salt).bytes(manifest.toArray()).sha256();
    }

    /// @throws IllegalArgumentException when the bytes are not a manifest of version 1 in exactly
    ///   the form that [#toBytes] gives
    public static Manifest parse(Bytes bytes) {
        if (bytes.size() > MAX_SIZE) {
            throw new IllegalArgumentException("a manifest has at most " + MAX_SIZE + " bytes");
        }
        JsonNode json = Json.parse(bytes.toArray());
        var manifest =
                new Manifest(
                        json.path("image").asString(""),
                        Bytes32.ofHex(json.path("imageRootHash").asString("")));
        if (!manifest.toBytes().equals(bytes)) {
            throw new IllegalArgumentException("not a manifest of version 1");
        }
        return manifest;
    }
}
