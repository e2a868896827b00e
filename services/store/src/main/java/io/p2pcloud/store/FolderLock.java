package io.p2pcloud.store;

import java.nio.file.Path;
import java.util.OptionalLong;

/// Exactly one process owns a data folder, for as long as it holds this lock. The operating system
/// frees the lock when the process dies, however it dies.
public final class FolderLock implements AutoCloseable {
    private static final String FILE = "owner.lock";

    private final Path folder;
    private final LockFile file;

    private FolderLock(Path folder, LockFile file) {
        this.folder = folder;
        this.file = file;
    }

    /// Makes the folder (for its owner only) if it is missing, and claims it.
    ///
    /// @throws StoreException when the folder is open to other users, or cannot be made or written
    public static Claim claim(Path folder) {
        var own = OwnerOnly.folder(folder);
        return switch (LockFile.take(own.resolve(FILE))) {
            case LockFile.Taken taken -> new Claim.Owned(new FolderLock(own, taken.lock()));
            case LockFile.Held(OptionalLong pid) -> new Claim.Busy(own, pid);
        };
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        file.close();
    }
}
