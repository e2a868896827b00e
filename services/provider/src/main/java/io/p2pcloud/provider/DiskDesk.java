package io.p2pcloud.provider;

import com.google.protobuf.ByteString;
import io.p2pcloud.common.Address;
import io.p2pcloud.launcher.storage.Volume;
import io.p2pcloud.launcher.storage.VolumeCopy;
import io.p2pcloud.market.LeaseId;
import io.p2pcloud.protocol.v1.DiskPart;
import io.p2pcloud.protocol.v1.ReadDiskResponse;
import io.p2pcloud.protocol.v1.RefusalReason;
import io.p2pcloud.protocol.v1.WriteDiskRequest;
import io.p2pcloud.provider.LeaseAccess.Act;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Hands tenants the ciphertext of their disks and takes it back. Nothing of a lease is locked
/// while bytes flow: a tenant who starts his machine meanwhile spoils his own copy only, and nobody
/// can keep this host waiting.
final class DiskDesk {
    private final LeaseAccess access;
    private final GuestStarter starter;

    DiskDesk(LeaseAccess access, GuestStarter starter) {
        this.access = access;
        this.starter = starter;
    }

    /// What a tenant sends.
    interface Inlet {
        /// @throws IOException when he hung up or fell silent
        WriteDiskRequest next() throws IOException, InterruptedException;
    }

    /// @throws Refusal when the machine runs, was started meanwhile, or has no disk
    void read(Address caller, LeaseId id, TenantOutlet<ReadDiskResponse> outlet)
            throws Refusal, IOException, InterruptedException {
        var hosted = access.open(Act.READ_DISK, caller, id);
        int boot = hosted.state().boot();
        requireOff(hosted, boot);
        var volume =
                starter.disk(hosted)
                        .orElseThrow(() ->
                                new Refusal(
                                        RefusalReason.REFUSAL_REASON_HOST_FAILED,
                                        "This machine has no disk yet."));
        long size =
                VolumeCopy.<IOException>read(
                        volume.image(), (offset, data) -> outlet.send(part(offset, data)));
        requireOff(hosted, boot);
        outlet.send(ReadDiskResponse.newBuilder().setSize(size).build());
    }

    /// @throws Refusal when the lease was started before, or the disk does not fit
    void write(Address caller, Inlet inlet) throws Refusal, IOException, InterruptedException {
        var first = inlet.next();
        if (!first.hasLeaseId()) {
            throw bad("A disk begins with the lease that it is for.");
        }
        var hosted = access.open(Act.WRITE_DISK, caller, LeaseEndpoint.lease(first.getLeaseId()));
        try (var copy = VolumeCopy.into(emptyDisk(hosted))) {
            while (true) {
                var request = inlet.next();
                switch (request.getMessageCase()) {
                    case PART -> {
                        var part = request.getPart();
                        copy.write(part.getOffset(), part.getData().asReadOnlyByteBuffer());
                    }
                    case WRITTEN -> {
                        copy.finish(request.getWritten());
                        return;
                    }
                    case LEASE_ID, MESSAGE_NOT_SET ->
                            throw bad("Expected a part of the disk or its end.");
                }
            }
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /// @throws Refusal when the machine runs or is being started
    void discard(Address caller, LeaseId id) throws Refusal, IOException {
        var hosted = access.open(Act.DISCARD_DISK, caller, id);
        if (!hosted.lock.tryLock()) {
            throw busy();
        }
        try {
            if (hosted.guest() != null) {
                throw busy();
            }
            hosted.journal("discarding", hosted.state());
            starter.discard(hosted);
        } finally {
            hosted.lock.unlock();
        }
    }

    private Volume emptyDisk(HostedCase hosted) throws Refusal, IOException {
        if (!hosted.lock.tryLock()) {
            throw running();
        }
        try {
            if (hosted.state().boot() != 0) {
                throw new Refusal(
                        RefusalReason.REFUSAL_REASON_ALREADY_RUNNING,
                        "This machine was started before: a disk is given to a new lease only.");
            }
            return starter.emptyDisk(hosted);
        } finally {
            hosted.lock.unlock();
        }
    }

    private static ReadDiskResponse part(long offset, ByteBuffer data) {
        return ReadDiskResponse.newBuilder()
                .setPart(DiskPart.newBuilder().setOffset(offset).setData(ByteString.copyFrom(data)))
                .build();
    }

    private static void requireOff(HostedCase hosted, int boot) throws Refusal {
        if (hosted.guest() != null || hosted.state().boot() != boot) {
            throw running();
        }
    }

    private static Refusal running() {
        return new Refusal(
                RefusalReason.REFUSAL_REASON_ALREADY_RUNNING,
                "The machine runs or is being started: stop it first, so that the copy of its disk"
                        + " is of one moment.");
    }

    private static Refusal busy() {
        return new Refusal(
                RefusalReason.REFUSAL_REASON_ALREADY_RUNNING,
                "The machine runs or is being started: stop it before its disk is destroyed.");
    }

    private static Refusal bad(String sentence) {
        return new Refusal(RefusalReason.REFUSAL_REASON_BAD_REQUEST, sentence);
    }
}
