package io.p2pcloud.tenant;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/// Copies of servers' disks in files of this computer. Every method may block for as long as a disk
/// takes, and ends early when its thread is interrupted.
public interface BackupDesk {
    /// The backups of a server that were made on this computer, newest first.
    ///
    /// @throws IOException with a sentence when they cannot be told
    List<KeptBackup> of(ServerId id) throws IOException;

    /// Copies a server's disk, as ciphertext, into a new file. A machine that runs is stopped for
    /// it, so that the copy is of one moment, and started again, whatever came of it.
    ///
    /// @param progress told how many bytes of the disk arrived; what it throws ends the copy
    /// @throws IOException with a sentence when something is under way with the server, the
    ///   provider does not give the disk, or the file cannot be written; there is no file then
    ServerBackup take(ServerId id, Path to, LongConsumer progress)
            throws IOException, InterruptedException;

    /// What a backup holds.
    ///
    /// @throws IOException with a sentence when it cannot be read, or none of this keystore's
    ///   servers signed all of it
    ServerBackup read(Path file) throws IOException, InterruptedException;

    /// Confirms a new server whose disk begins as the backup of another ended; as with
    /// [Servers#create], the rest runs by itself. The file must stay where it is until the machine
    /// starts.
    ///
    /// @throws IOException with a sentence when the file is no usable backup, or the server is
    ///   another kind of machine
    ServerId restore(Review review, Path file) throws IOException, InterruptedException;
}
