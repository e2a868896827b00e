package io.p2pcloud.attestation.keyservice;

import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/// What AMD's key service has answered, in a folder: asked for once, found without a network after.
/// A damaged file is harmless, because the verifier looks at what is in it.
public final class CertificateCache {
    private static final long MAX_FILE = 1 << 20;

    private final Path folder;

    /// @param folder made when the first answer comes
    public CertificateCache(Path folder) {
        this.folder = folder;
    }

    /// @throws UncheckedIOException when the folder cannot be read
    Optional<Entry> find(KeyServicePath wanted) {
        var file = folder.resolve(wanted.file());
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
                return Optional.empty();
            }
            return Optional.of(
                    new Entry(
                            Bytes.of(Files.readAllBytes(file)),
                            Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Replaces an older answer; a crash leaves the older one.
    ///
    /// @throws UncheckedIOException when the folder cannot be written
    void store(KeyServicePath wanted, Bytes answer, Instant at) {
        try {
            Files.createDirectories(folder);
            var file = Files.createTempFile(folder, "answer", ".tmp");
            Files.write(file, answer.toArray());
            Files.setLastModifiedTime(file, FileTime.from(at));
            Files.move(
                    file,
                    folder.resolve(wanted.file()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param stored when
    record Entry(Bytes bytes, Instant stored) {}
}
