package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.chain.ChainException;
import io.p2pcloud.tenant.ServerRecord.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// What may be backed up, and what a backup may be restored to.
final class ServerBackups implements BackupDesk {
    private final Backups backups;
    private final BackupNotes notes;
    private final ProviderCalls providers;
    private final Stopping stopping;
    private final ServerCases cases;
    private final Consumer<ServerCase> launch;

    /// @param launch begins a launch in the background
    ServerBackups(
            Backups backups,
            BackupNotes notes,
            ProviderCalls providers,
            Stopping stopping,
            ServerCases cases,
            Consumer<ServerCase> launch) {
        this.backups = backups;
        this.notes = notes;
        this.providers = providers;
        this.stopping = stopping;
        this.cases = cases;
        this.launch = launch;
    }

    @Override
    public List<KeptBackup> of(ServerId id) {
        return notes.of(id);
    }

    @Override
    public ServerBackup read(Path file) throws IOException, InterruptedException {
        try {
            return backups.check(file);
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file + ".", e);
        }
    }

    @Override
    public ServerBackup take(ServerId id, Path to, LongConsumer progress)
            throws IOException, InterruptedException {
        requireRoom(to); // before a machine is stopped in vain
        var server = cases.of(id);
        if (!server.lockSoon()) {
            throw server.busy();
        }
        try {
            try {
                if (server.record().stage() == Stage.RUNNING) {
                    stopping.pause(server);
                } else if (server.record().isBroken()) {
                    stopping.run(server);
                }
                return copy(server, to, progress);
            } finally {
                // Also when only half of the stop was done.
                var left = server.record();
                if (left.stage() == Stage.STOPPED && left.setup().again()) {
                    launch.accept(server);
                }
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

    private static void requireRoom(Path to) throws IOException {
        var folder = to.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("There is no folder for the file " + to + ".");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("The folder " + folder + " cannot be written: name another one.");
        }
        if (Files.exists(to)) {
            throw new IOException("The file " + to + " exists: name another one.");
        }
    }

    private ServerBackup copy(ServerCase server, Path to, LongConsumer progress)
            throws IOException, StatusException, LaunchException, InterruptedException {
        requireStopped(server.record());
        try (var client = providers.to(server)) {
            var made = backups.take(server.record(), server::unit, to, client, progress);
            notes.made(made, to);
            return made;
        }
    }

    private static void requireStopped(ServerRecord server) throws IOException {
        if (server.stage() != Stage.STOPPED || !server.formatted()) {
            throw new IOException(
                    "The server "
                            + server.spec().name()
                            + " has no disk that could be copied just now: start it once, or wait"
                            + " until its start is over.");
        }
    }

    @Override
    public ServerId restore(Review review, Path file) throws IOException, InterruptedException {
        var backup = readFor(review.spec(), file);
        var server =
                cases.begin(
                        review.spec(), backup.imageRootHash(), file.toAbsolutePath().toString());
        launch.accept(server);
        return server.id();
    }

    private ServerBackup readFor(ServerSpec spec, Path file)
            throws IOException, InterruptedException {
        var backup = read(file);
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
