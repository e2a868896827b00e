package io.p2pcloud.store;

import java.nio.file.Path;
import java.util.OptionalLong;

/// What came of the attempt to own a folder.
public sealed interface Claim {
    /// This process owns it until the lock is closed.
    record Owned(FolderLock lock) implements Claim {}

    /// Another owns it: attach to the owner instead.
    ///
    /// @param pid the owner's process id, when it could be read
    record Busy(Path folder, OptionalLong pid) implements Claim {
        /// One sentence for the user.
        public String sentence() {
            return folder
                    + " is in use by another P2P Cloud"
                    + (pid.isPresent() ? " (process " + pid.getAsLong() + ")" : "")
                    + ": use that one, or close it and try again.";
        }
    }

    /// The lock.
    ///
    /// @throws StoreException (IN_USE) when another owns the folder
    default FolderLock orThrow() {
        return switch (this) {
            case Owned owned -> owned.lock();
            case Busy busy ->
                    throw new StoreException(StoreException.Reason.IN_USE, busy.sentence());
        };
    }
}
