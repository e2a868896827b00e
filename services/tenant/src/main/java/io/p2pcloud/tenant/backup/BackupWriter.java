package io.p2pcloud.tenant.backup;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.wallet.Signature;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.function.Function;

/// Writes a backup. Under its name it appears when it is whole and on disk, or not at all.
public final class BackupWriter implements DiskSink<IOException>, AutoCloseable {
    private final Path target;
    private final Path unfinished;
    private final FileOutputStream file;
    private final DigestOutputStream digesting;
    private final DataOutputStream out;
    private long next;
    private long written;
    private boolean finished;

    /// @throws FileAlreadyExistsException when the file exists: a backup is never overwritten
    public BackupWriter(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        if (Files.exists(this.target)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "the file exists: name another one");
        }
        unfinished = this.target.resolveSibling(this.target.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        file = new FileOutputStream(unfinished.toFile());
        digesting =
                new DigestOutputStream(
                        new BufferedOutputStream(file, 1 << 16), BackupFormat.sha256());
        out = new DataOutputStream(digesting);
        out.write(BackupFormat.MAGIC);
    }

    @Override
    public void take(long offset, byte[] data) throws IOException {
        if (!BackupFormat.isPart(offset, data.length, next)) {
            throw new IOException(
                    "the provider sent the disk in no order that can be kept (%d bytes at %d)"
                            .formatted(data.length, offset));
        }
        out.writeLong(offset);
        out.writeInt(data.length);
        out.write(data);
        next = offset + data.length;
        written += data.length;
    }

    /// Bytes of the disk that were written so far.
    public long written() {
        return written;
    }

    /// Bytes of the disk up to the last that was written.
    public long reach() {
        return next;
    }

    /// Ends the file.
    ///
    /// @param statement what it is, given the digest of what was written
    /// @param signing signs a digest
    public void finish(Function<Bytes32, byte[]> statement, Function<Bytes32, Signature> signing)
            throws IOException {
        out.writeLong(BackupFormat.END);
        out.flush();
        var said = statement.apply(Bytes32.of(digesting.getMessageDigest().digest()));
        out.writeInt(said.length);
        out.write(said);
        out.write(signing.apply(BackupFormat.digest(said)).toBytes65().toArray());
        out.flush();
        file.getFD().sync();
        out.close();
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            out.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
