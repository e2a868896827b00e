package io.p2pcloud.release;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Transcript;

/// The value of HOST_DATA with which a confidential guest is launched: it ties the instance to the
/// lease, its manifest and the one key that may command it, without changing the measurement.
public record HostData(Bytes32 lease, int boot, Bytes32 manifest, Secp256k1Key launchKey) {
    static final String DOMAIN = "p2pcloud-host/v1";

    /// SHA-256 over the length-prefixed fields: domain, lease, boot, manifest hash, launch key.
    public Bytes32 digest() {
        return Transcript.of(DOMAIN)
                .word(lease)
                .number(boot)
                .word(manifest)
                .bytes(launchKey.value().toArray())
                .sha256();
    }
}
