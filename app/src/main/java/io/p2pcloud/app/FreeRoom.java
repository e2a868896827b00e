package io.p2pcloud.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What must be free on the disk before anything is written: a ledger or chain that is cut short by
/// a full disk costs more than a refusal.
final class FreeRoom {
    private static final long MIB = 1 << 20;
    private static final long NEEDED_MIB = 64;

    private FreeRoom() {}

    /// A sentence for the user when `usableBytes` are too few for the ledger, keys and chain in
    /// `folder`.
    static Optional<String> missing(Path folder, long usableBytes) {
        if (usableBytes >= NEEDED_MIB * MIB) {
            return Optional.empty();
        }
        return Optional.of(
                "The disk of %s is full (%d MiB free, %d needed): make room, or name another folder in P2PCLOUD_HOME."
                        .formatted(folder, usableBytes / MIB, NEEDED_MIB));
    }

    /// Of the disk where `folder` lies or would lie.
    static long usableBytes(Path folder) throws UserError {
        var existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            throw new UserError("The folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }
}
