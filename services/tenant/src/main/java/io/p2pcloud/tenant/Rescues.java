package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;

/// One boot of a spare system, in memory, with the server's disk under its `/mnt`.
final class Rescues {
    private Rescues() {}

    /// @throws IOException with a sentence when it runs, is over, or there is no disk
    static void require(ServerRecord server) throws IOException {
        var name = server.spec().name();
        switch (server.stage()) {
            case STOPPED, FAILED -> {
                if (!server.formatted()) {
                    throw new IOException(
                            "The server " + name + " has no disk yet that could be rescued.");
                }
            }
            case RUNNING -> throw new IOException("The server " + name + " runs: stop it first.");
            case ORDERING, LAUNCHING ->
                    throw new IOException("The server " + name + " is being started just now.");
            case CLOSING, CLOSED ->
                    throw new IOException("The server " + name + " is closed, for good.");
        }
    }

    /// The case's lock is held by the caller.
    static void run(ServerCase server, Stopping stopping, Guardian.Launching launching)
            throws LaunchException, StatusException, InterruptedException {
        switch (server.record().stage()) {
            case STOPPED, FAILED -> {
                // As it was when the user said so.
            }
            case RUNNING, ORDERING, LAUNCHING, CLOSING, CLOSED -> {
                return;
            }
        }
        if (server.record().isBroken()) {
            stopping.run(server);
        }
        var record = server.record();
        server.journal("rescue", record.at(Stage.LAUNCHING).with(record.setup().rescuing()));
        launching.run(server);
    }
}
