package io.p2pcloud.tenant;

import io.p2pcloud.store.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Which backups were made here, and where. The files say all else themselves.
final class BackupNotes {
    private static final String KIND = "backup";

    private final Journal journal;

    BackupNotes(Journal journal) {
        this.journal = journal;
    }

    private record Note(String file, String name, Instant takenAt, long diskBytes, long fileBytes) {
        KeptBackup kept() {
            var path = Path.of(file);
            return new KeptBackup(
                    path, name, takenAt, diskBytes, fileBytes, Files.isRegularFile(path));
        }
    }

    void made(ServerBackup backup, Path file) throws IOException {
        var note =
                new Note(
                        file.toAbsolutePath().toString(),
                        backup.spec().name(),
                        backup.takenAt(),
                        backup.diskBytes(),
                        Files.size(file));
        var _ = journal.begin(KIND, backup.server(), "made", note);
    }

    /// Newest first.
    List<KeptBackup> of(ServerId server) {
        return journal.unfinished(KIND).stream()
                .filter(flow -> flow.subject().equals(server.value()))
                .map(flow -> flow.last().state(Note.class).kept())
                .sorted(Comparator.comparing(KeptBackup::takenAt).reversed())
                .toList();
    }
}
