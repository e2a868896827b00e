package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/// What may be backed up, and what a backup may be restored to.
final class ServerBackups {
    private final Backups backups;
    private final ProviderCalls providers;

    ServerBackups(Backups backups, ProviderCalls providers) {
        this.backups = backups;
        this.providers = providers;
    }

    /// @throws IOException with a sentence when the file is no usable backup
    ServerBackup read(Path file) throws IOException, InterruptedException {
        return backups.check(file);
    }

    /// Copies the disk of a stopped server, as ciphertext, into a new file; the case's lock is held
    /// meanwhile.
    ///
    /// @throws IOException with a sentence when there is no copy; there is no file then
    ServerBackup take(ServerCase server, Path to, LongConsumer progress)
            throws IOException, InterruptedException {
        server.lock.lockInterruptibly();
        try {
            requireStopped(server.record());
            try (var client = providers.to(server)) {
                return backups.take(server.record(), to, client, progress);
            }
        } catch (StatusException e) {
            throw new IOException(ProviderClient.failure(e).sentence(), e);
        } catch (LaunchException e) {
            throw new IOException(e.sentence(), e);
        } catch (ChainException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            server.lock.unlock();
        }
    }

    private static void requireStopped(ServerRecord server) throws IOException {
        if (server.stage() != Stage.STOPPED || !server.formatted()) {
            throw new IOException(
                    "The server "
                            + server.spec().name()
                            + " is not stopped: stop it first, so that the copy of its disk is of"
                            + " one moment.");
        }
    }

    /// @throws IOException with a sentence when the file is no usable backup, or of another kind of
    ///   machine than `spec`
    ServerBackup readFor(ServerSpec spec, Path file) throws IOException, InterruptedException {
        var backup = backups.check(file);
        var was = backup.spec();
        if (spec.unit().tier() != was.unit().tier() || !spec.imageId().equals(was.imageId())) {
            throw new IOException(
                    "The backup is of a %s machine with %s; it can be restored to the same only."
                            .formatted(was.unit().tier(), was.imageId()));
        }
        if ((long) spec.unit().diskGib() << 30 < backup.diskBytes()) {
            throw new IOException(
                    "The disk of %d GiB is smaller than the one that was backed up."
                            .formatted(spec.unit().diskGib()));
        }
        return backup;
    }
}
