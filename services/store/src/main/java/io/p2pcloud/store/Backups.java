package io.p2pcloud.store;

import io.p2pcloud.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Backup files: a zip with the one database file in it, as H2's `BACKUP` writes it.
final class Backups {
    private Backups() {}

    static void write(Jdbi jdbi, Path to) {
        var target = to.toAbsolutePath();
        if (Files.exists(target)) {
            throw new StoreException(
                    Reason.UNSAFE, target + " is there already: choose another name.");
        }
        try {
            OwnerOnly.file(target);
            jdbi.useHandle(handle ->
                    handle.execute("backup to '" + target.toString().replace("'", "''") + "'"));
            OwnerOnly.restrict(target);
        } catch (IOException e) {
            throw Failures.of("write the backup " + target, e);
        } catch (JdbiException e) {
            throw Failures.of(target.toString(), e);
        }
    }

    /// @param to a file that is not there yet
    static void unpack(Path backup, Path to) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(backup))) {
            var entry = zip.getNextEntry();
            if (entry == null || !entry.getName().endsWith(".mv.db")) {
                throw notABackup(backup, null);
            }
            OwnerOnly.file(to);
            Files.copy(zip, to, StandardCopyOption.REPLACE_EXISTING);
            OwnerOnly.restrict(to);
            if (zip.getNextEntry() != null) {
                throw notABackup(backup, null);
            }
        } catch (ZipException e) {
            throw notABackup(backup, e);
        }
    }

    private static StoreException notABackup(
            Path backup, @org.jspecify.annotations.Nullable Exception cause) {
        return new StoreException(
                Reason.CORRUPT,
                backup + " is not a whole backup of P2P Cloud: choose another.",
                cause);
    }
}
