package io.p2pcloud.tenant;

import com.google.protobuf.ByteString;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.v1.DiskPart;
import io.p2pcloud.protocol.v1.WriteDiskRequest;
import io.p2pcloud.tenant.LaunchFailure.Reason;
import io.p2pcloud.tenant.backup.BackupReader;
import io.p2pcloud.tenant.backup.VolumeCipher;
import java.io.IOException;
import java.nio.file.Path;

/// Gives a new server's provider the disk that it begins with.
///
/// A new server's disk never has the key of another: what is restored is encrypted anew on this
/// computer, on its way to the provider. So no host can mix what it holds of one disk into the
/// other, and each can be closed for itself.
final class DiskUpload {
    private static final int PART = 128 << 10;

    private final Backups backups;
    private final Secrets secrets;

    DiskUpload(Backups backups, Secrets secrets) {
        this.backups = backups;
        this.secrets = secrets;
    }

    /// Sends it where the server's disk is made from a backup and not there yet.
    ///
    /// @throws LaunchException when the file is no usable backup (any more)
    /// @throws StatusException when the provider refuses or falls silent
    void send(ServerCase server, LeaseId lease, ProviderClient client, LaunchProgress progress)
            throws LaunchException, StatusException, InterruptedException {
        var file = server.record().toRestore();
        if (file.isPresent()) {
            progress.words(LaunchPhase.MACHINE, "sending the disk of the backup");
            send(server.record(), lease, file.get(), client);
            server.journal("restored", server.record().restored());
        }
    }

    private void send(ServerRecord server, LeaseId lease, Path file, ProviderClient client)
            throws LaunchException, StatusException, InterruptedException {
        try {
            var expected = backups.check(file);
            var from = new VolumeCipher(secrets.diskKey(expected.volume()));
            var to = new VolumeCipher(secrets.diskKey(server.volumeIdentity()));
            var call = client.writeDisk();
            try {
                write(
                        call,
                        WriteDiskRequest.newBuilder()
                                .setLeaseId(ByteString.copyFrom(lease.value().toArray())));
                var sent = new long[1];
                var end =
                        new BackupReader(file)
                                .<StatusException>read((offset, data) -> {
                                    from.decrypt(data, offset / VolumeCipher.BLOCK);
                                    to.encrypt(data, offset / VolumeCipher.BLOCK);
                                    parts(call, offset, data);
                                    sent[0] += data.length;
                                });
                if (!backups.judge(file, end).equals(expected)) {
                    throw new IOException(file + " was changed while it was sent.");
                }
                write(call, WriteDiskRequest.newBuilder().setWritten(sent[0]));
                call.halfClose();
                if (call.read() == null) {
                    throw new LaunchException(
                            Reason.PROVIDER_UNREACHABLE, "The provider ended the upload early.");
                }
            } finally {
                call.cancel("the upload is over", null);
            }
        } catch (IOException e) {
            throw new LaunchException(Reason.BACKUP_UNUSABLE, String.valueOf(e.getMessage()));
        }
    }

    private static void parts(
            BlockingClientCall<WriteDiskRequest, ?> call, long offset, byte[] data)
            throws StatusException, InterruptedException {
        for (int from = 0; from < data.length; from += PART) {
            int length = Math.min(PART, data.length - from);
            write(
                    call,
                    WriteDiskRequest.newBuilder()
                            .setPart(
                                    DiskPart.newBuilder()
                                            .setOffset(offset + from)
                                            .setData(ByteString.copyFrom(data, from, length))));
        }
    }

    /// What is skipped because the provider has answered already is told by his answer.
    private static void write(
            BlockingClientCall<WriteDiskRequest, ?> call, WriteDiskRequest.Builder request)
            throws StatusException, InterruptedException {
        var _ = call.write(request.build());
    }
}
