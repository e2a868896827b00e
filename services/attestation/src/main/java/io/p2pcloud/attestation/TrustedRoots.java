package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes32;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The root keys (ARK; VCEK specification, chapter 3) that are believed, by the SHA-256 of their
/// SubjectPublicKeyInfo. Certificates are re-issued, keys stay. Nothing outside this class can add
/// one: only AMD's are here, and tests, which share the package, can make a set that names a root
/// of their own as SIMULATED.
public final class TrustedRoots {
    private static final TrustedRoots AMD =
            new TrustedRoots(
                    Map.of(
                            pin("9f056bee44377e29308cb5ffa895bdfb62d18881fa6bed8d6f075b0204089cb9"),
                            new Root(Product.MILAN, false),
                            pin("429a69c9422aa258ee4d8db5fcda9c6470ef15f8cd5a9cebd6cbc7d90b863831"),
                            new Root(Product.GENOA, false),
                            pin("4f125410563a2ab9a50356f9243f6fe0b6f73de98603f53f90339c70e9d7ad08"),
                            new Root(Product.TURIN, false)));

    private final Map<Bytes32, Root> pins;

    private TrustedRoots(Map<Bytes32, Root> pins) {
        this.pins = Map.copyOf(pins);
    }

    /// The roots of Milan, Genoa and Turin.
    public static TrustedRoots amd() {
        return AMD;
    }

    /// These roots and one that vouches for no hardware.
    TrustedRoots andSimulated(Bytes32 keyDigest, Product product) {
        var more = new HashMap<>(pins);
        if (more.putIfAbsent(keyDigest, new Root(product, true)) != null) {
            throw new IllegalArgumentException("this root is there already");
        }
        return new TrustedRoots(more);
    }

    Optional<Root> find(PublicKey key) {
        return Optional.ofNullable(pins.get(Digests.sha256(key.getEncoded())));
    }

    /// The pins of one product, for the row that names what was expected.
    String expected(Product product) {
        for (var entry : AMD.pins.entrySet()) {
            if (entry.getValue().product() == product) {
                return entry.getKey().toHex();
            }
        }
        return "";
    }

    private static Bytes32 pin(String digest) {
        return Bytes32.ofHex(digest);
    }

    /// @param simulated a test root: what it signs says nothing about hardware
    record Root(Product product, boolean simulated) {}
}
