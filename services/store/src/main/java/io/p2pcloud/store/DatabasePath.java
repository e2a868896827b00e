package io.p2pcloud.store;

import io.p2pcloud.store.StoreException.Reason;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Where a database lies. H2 reads settings out of its URL, some of which run code, so that a
/// semicolon in a name must never get there.
///
/// @param folder a real path
/// @param name of the file, without H2's suffix
record DatabasePath(Path folder, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String SUFFIX = ".mv.db";

    DatabasePath {
        if (!NAME.matcher(name).matches() || name.endsWith(SUFFIX)) {
            throw new StoreException(
                    Reason.UNSAFE,
                    "\""
                            + name
                            + "\" cannot be the name of a database: use letters, digits, dots and"
                            + " dashes.");
        }
        if (folder.toString().chars().anyMatch(c -> c == ';' || c == '\\' || c < ' ')) {
            throw new StoreException(
                    Reason.UNSAFE,
                    "A database cannot lie in "
                            + folder
                            + ": choose a data folder whose path has no semicolon, backslash or"
                            + " control character.");
        }
    }

    /// @param file as the caller names it: its folder is made if it is missing
    static DatabasePath of(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        var folder = absolute.getParent();
        var name = absolute.getFileName();
        if (folder == null || name == null) {
            throw new StoreException(Reason.UNSAFE, file + " cannot be the name of a database.");
        }
        return new DatabasePath(OwnerOnly.folder(folder), name.toString());
    }

    Path file() {
        return folder.resolve(name + SUFFIX);
    }

    Path lock() {
        return folder.resolve(name + ".lock");
    }

    /// The database of that name in the same folder.
    DatabasePath beside(String suffix) {
        return new DatabasePath(folder, name + suffix);
    }

    /// Each commit is on the disk before it is answered (`WRITE_DELAY=0`: with H2's default,
    /// killing the process loses acknowledged commits), no trace files, no closing behind our back.
    String url() {
        return "jdbc:h2:file:"
                + folder.resolve(name)
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1"
                + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";
    }
}
