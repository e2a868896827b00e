package io.p2pcloud.tenant;

import io.grpc.StatusException;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.tenant.backup.BackupException;
import io.p2pcloud.tenant.backup.BackupReader;
import io.p2pcloud.tenant.backup.BackupWriter;
import io.p2pcloud.tenant.backup.VolumeCipher;
import io.p2pcloud.wallet.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// Copies disks of stopped servers to files, and checks such files.
final class Backups {
    private final Secrets secrets;
    private final InstantSource clock;

    Backups(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /// @param unit the machine as its lease has it; asked when the copy is whole
    /// @param progress told how many bytes of the disk arrived
    /// @throws IOException when the file cannot be written; nothing is under its name then
    /// @throws StatusException when the provider refuses or falls silent
    ServerBackup take(
            ServerRecord server,
            Supplier<ComputeUnit> unit,
            Path to,
            ProviderClient client,
            LongConsumer progress)
            throws IOException, StatusException, InterruptedException {
        var key = secrets.launchKey(new ServerId(server.id()));
        var call = client.readDisk(server.leaseId().orElseThrow());
        try (var writer = new BackupWriter(to)) {
            while (true) {
                var response = call.read();
                if (response == null) {
                    throw new IOException("The provider ended the copy early; try again.");
                }
                if (response.hasSize()) {
                    return finish(server, unit.get(), writer, response.getSize(), key::sign);
                }
                var part = response.getPart();
                writer.take(part.getOffset(), part.getData().toByteArray());
                progress.accept(writer.written());
            }
        } finally {
            call.cancel("the copy is over", null);
        }
    }

    private ServerBackup finish(
            ServerRecord server,
            ComputeUnit unit,
            BackupWriter writer,
            long size,
            Function<Bytes32, Signature> signing)
            throws IOException {
        long most = (long) unit.diskGib() << 30;
        if (size < writer.reach() || size > most || size % VolumeCipher.BLOCK != 0) {
            throw new IOException(
                    "The provider says that the disk has %d bytes, which it cannot have."
                            .formatted(size));
        }
        var said = new ServerBackup[1];
        writer.finish(
                sha256 -> {
                    said[0] = ServerBackup.of(server, clock.instant(), size, sha256);
                    return said[0].toBytes();
                },
                signing);
        return said[0];
    }

    /// Reads a file to its end and checks that a server of this keystore signed all of it.
    ///
    /// @throws BackupException when it is not such a file
    ServerBackup check(Path file) throws IOException, InterruptedException {
        return judge(file, new BackupReader(file).read((_, _) -> {}));
    }

    /// Whether what was read to its end is what a server of this keystore signed.
    ServerBackup judge(Path file, BackupReader.End end) throws BackupException {
        var said = ServerBackup.parse(end.statement());
        if (!said.sha256().equals(end.body().toHex())) {
            throw new BackupException(
                    BackupException.Reason.CHANGED,
                    file + " is not what was backed up: its bytes were changed.");
        }
        boolean ours =
                secrets.launchAccount(said.server())
                        .filter(account -> end.signature().isBy(account, end.signed()))
                        .isPresent();
        if (!ours) {
            throw new BackupException(
                    BackupException.Reason.NOT_YOURS,
                    file
                            + " was not signed by a server of this keystore; only the keystore that"
                            + " made a backup can restore it.");
        }
        return said;
    }
}
