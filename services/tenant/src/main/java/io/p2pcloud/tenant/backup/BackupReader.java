package io.p2pcloud.tenant.backup;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.tenant.backup.BackupException.Reason;
import io.p2pcloud.wallet.Signature;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;

/// Reads a backup from its beginning to its end, and says then what was signed of it.
public final class BackupReader {
    private final Path path;

    public BackupReader(Path path) {
        this.path = path;
    }

    /// What stands at the end of a file that was read.
    ///
    /// @param body SHA-256 of everything before the statement, as it was read
    /// @param statement as its writer signed it, perhaps
    public record End(Bytes32 body, Bytes statement, Signature signature) {
        /// The digest that the signature is over.
        public Bytes32 signed() {
            return BackupFormat.digest(statement.toArray());
        }
    }

    /// Hands every part on, then gives what stands at the end. Nothing is known of the parts until
    /// that was judged.
    ///
    /// @throws BackupException when the file is no whole backup
    public <X extends Exception> End read(DiskSink<X> sink)
            throws X, IOException, InterruptedException {
        var digest = BackupFormat.sha256();
        try (var input =
                new DigestInputStream(
                        new BufferedInputStream(Files.newInputStream(path), 1 << 16), digest)) {
            var in = new DataInputStream(input);
            magic(in);
            long next = 0;
            for (long offset = in.readLong(); offset != BackupFormat.END; offset = in.readLong()) {
                int length = in.readInt();
                if (!BackupFormat.isPart(offset, length, next)) {
                    throw damaged();
                }
                next = offset + length;
                sink.take(offset, exactly(in, length));
            }
            var body = Bytes32.of(digest.digest());
            input.on(false);
            int length = in.readInt();
            if (length < 0 || length > BackupFormat.MAX_STATEMENT) {
                throw damaged();
            }
            var statement = exactly(in, length);
            var signature = Signature.ofBytes65(Bytes.of(exactly(in, Signature.SIZE)));
            if (in.read() >= 0) {
                throw damaged();
            }
            return new End(body, Bytes.of(statement), signature);
        } catch (EOFException e) {
            throw new BackupException(
                    Reason.CUT_SHORT,
                    path + " ends too early: it was not copied whole. Use another copy.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new BackupException(Reason.CHANGED, damage(), e);
        }
    }

    private void magic(DataInputStream in) throws IOException {
        var found = new String(in.readNBytes(BackupFormat.MAGIC.length), StandardCharsets.US_ASCII);
        if (found.equals(new String(BackupFormat.MAGIC, StandardCharsets.US_ASCII))) {
            return;
        }
        if (found.startsWith(BackupFormat.KIND)) {
            throw new BackupException(
                    Reason.TOO_NEW, path + " was made by a newer version of this program.");
        }
        throw new BackupException(Reason.NOT_A_BACKUP, path + " is no backup of a server's disk.");
    }

    private static byte[] exactly(DataInputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private BackupException damaged() {
        return new BackupException(Reason.CHANGED, damage());
    }

    private String damage() {
        return path + " is damaged: use another copy, or another backup.";
    }
}
