package io.p2pcloud.store;

import java.nio.file.Path;

/// How a database was found when it was opened; the window tells of the last two.
public sealed interface Opening {
    /// There was none.
    record Created() implements Opening {}

    /// It was there and up to date.
    record Reopened() implements Opening {}

    /// Older tables were brought up to date; `backup` holds them as they were.
    record Migrated(Path backup) implements Opening {}

    /// The file was damaged. It was kept as `aside`, and an empty database took its place.
    record Replaced(Path aside, String cause) implements Opening {
        /// One sentence for the user.
        public String sentence() {
            return "The database was damaged ("
                    + cause
                    + ") and has been kept as "
                    + aside
                    + "; an empty one took its place: restore a backup, or let the history be read"
                    + " again from the chain.";
        }
    }
}
