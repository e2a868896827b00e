package io.p2pcloud.tenant;

import java.io.IOException;
import java.security.SecureRandom;

/// The decision to rebuild a server, noted before anything is lost.
final class Rebuilds {
    private final BundleSource images;
    private final SecureRandom random;

    Rebuilds(BundleSource images, SecureRandom random) {
        this.images = images;
        this.random = random;
    }

    /// @throws IOException with a sentence when the server cannot be rebuilt so
    void decide(ServerCase server, String imageId) throws IOException {
        var rootHash = images.image(imageId).base().rootHash().toHex();
        server.decide(
                "rebuilding",
                record -> {
                    if (record.leaseId().isEmpty()) {
                        throw new IOException(
                                "The server "
                                        + record.spec().name()
                                        + " has no lease yet, so there is nothing to rebuild.");
                    }
                    var next = record.rebuilt(imageId, rootHash, ServerCases.freshWord(random));
                    // No disk is destroyed for a machine that could never be given its key.
                    var _ = Judge.expected(images, next);
                    return next;
                });
    }
}
