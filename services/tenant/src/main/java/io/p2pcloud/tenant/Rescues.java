package io.p2pcloud.tenant;

import java.io.IOException;

/// The decision to rescue a server's disk: one boot of a spare system, in memory, with the disk
/// under its `/mnt`.
final class Rescues {
    private Rescues() {}

    /// @throws IOException with a sentence when it runs, something is under way, or there is no
    ///   disk
    static void decide(ServerCase server) throws IOException {
        server.decide(
                "rescue",
                record -> {
                    var name = record.spec().name();
                    if (record.stage() == ServerRecord.Stage.RUNNING) {
                        throw new IOException("The server " + name + " runs: stop it first.");
                    }
                    if (!record.formatted()) {
                        throw new IOException(
                                "The server " + name + " has no disk yet that could be rescued.");
                    }
                    return record.at(ServerRecord.Stage.LAUNCHING).with(record.setup().rescuing());
                });
    }
}
