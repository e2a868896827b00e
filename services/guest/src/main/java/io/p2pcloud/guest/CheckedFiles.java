package io.p2pcloud.guest;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Hex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeSet;

/// Remembers in a file beside the bundle which of its files were read and found right, by digest,
/// size and time of change, so that the next start need not read hundreds of megabytes again. It
/// guards against damage, not against the owner of the folder: who can write the note can write the
/// images, and a tenant compares the report with digests of his own.
final class CheckedFiles {
    private static final String NOTE = ".checked";

    private final Path note;
    private final TreeSet<String> before = new TreeSet<>();
    private final TreeSet<String> now = new TreeSet<>();

    private CheckedFiles(Path note) {
        this.note = note;
    }

    static CheckedFiles in(Path folder) throws IOException {
        var checked = new CheckedFiles(folder.resolve(NOTE));
        if (Files.exists(checked.note)) {
            checked.before.addAll(Files.readAllLines(checked.note, StandardCharsets.UTF_8));
        }
        return checked;
    }

    /// @throws IOException when the file is missing or is not what it should be
    void require(BundleFile file) throws IOException {
        var attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
        if (!attributes.isRegularFile() || attributes.size() != file.size()) {
            throw damaged(file);
        }
        var entry =
                String.join(
                        " ",
                        Hex.plain(file.sha256().toArray()),
                        Long.toString(attributes.size()),
                        attributes.lastModifiedTime().toInstant().toString(),
                        file.path().getFileName().toString());
        if (!before.contains(entry) && !digest(file.path()).equals(file.sha256())) {
            throw damaged(file);
        }
        now.add(entry);
    }

    /// Keeps the note for the next time; a folder that cannot be written only costs that time.
    void save() throws IOException {
        if (now.equals(before) || !Files.isWritable(note.getParent())) {
            return;
        }
        var fresh = Files.createTempFile(note.getParent(), NOTE, ".tmp");
        Files.write(fresh, now, StandardCharsets.UTF_8);
        Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Bytes32 digest(Path path) throws IOException {
        try (var in =
                new DigestInputStream(
                        Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
            var buffer = new byte[1 << 20];
            while (in.read(buffer) >= 0) {
                // Reading feeds the digest.
            }
            return Bytes32.of(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static IOException damaged(BundleFile file) {
        return new IOException(
                "The boot bundle's file "
                        + file.path()
                        + " is damaged: its digest is not the one in bundle.json. Run ./run --build"
                        + " to make it anew.");
    }
}
