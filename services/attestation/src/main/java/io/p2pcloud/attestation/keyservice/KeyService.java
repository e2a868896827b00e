package io.p2pcloud.attestation.keyservice;

import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.Cause;
import io.p2pcloud.attestation.keyservice.KeyServiceAnswer.NotFound;

/// Where certificates come from that nobody has sent.
@FunctionalInterface
public interface KeyService {
    /// Blocks, with a time limit of its own.
    ///
    /// @param path of the question, beginning with a slash
    KeyServiceAnswer get(String path);

    /// Never asks anybody.
    static KeyService offline() {
        return path -> new NotFound(Cause.OFFLINE, "AMD's key service was not asked.");
    }
}
