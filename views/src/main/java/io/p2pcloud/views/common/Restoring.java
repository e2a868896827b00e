package io.p2pcloud.views.common;

import io.p2pcloud.tenant.ServerBackup;
import io.p2pcloud.tenant.ServerSnapshot;
import io.p2pcloud.tenant.ServerState;
import java.nio.file.Path;
import java.util.List;

/// A backup with which a new server's disk is to begin.
public record Restoring(Path file, ServerBackup backup) {
    private static final int MAX_NAME = 40;

    /// A name for the new server: the old one's, or one after it while that is still there.
    public String name(List<ServerSnapshot> servers) {
        var old = backup.spec().name();
        boolean taken =
                servers.stream()
                        .filter(it -> !(it.state() instanceof ServerState.Closed))
                        .anyMatch(it -> it.spec().name().equals(old));
        var next = Texts.of("restore.name", old);
        return taken && next.length() <= MAX_NAME ? next : old;
    }
}
