package io.p2pcloud.tenant;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Json;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.release.VolumeIdentity;
import io.p2pcloud.tenant.backup.BackupException;
import io.p2pcloud.tenant.backup.BackupException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// What a backup is a copy of; signed by the server's launch key at the end of the file.
///
/// @param server whose disk it is
/// @param spec as the server was ordered
/// @param imageRootHash of the image that the disk's file system lies over, hexadecimal
/// @param volumeId from which, with the vault, the key of what is in the file follows; hexadecimal
/// @param generation of that volume
/// @param boot the last one before the copy was taken
/// @param diskBytes size of the disk
/// @param sha256 of the file up to this statement, hexadecimal
public record ServerBackup(
        int version,
        String server,
        ServerSpec spec,
        String imageRootHash,
        String volumeId,
        int generation,
        int boot,
        Instant takenAt,
        long diskBytes,
        String sha256) {
    static final int VERSION = 2;

    /// A file may leave out or misname anything.
    public ServerBackup {
        var all = Stream.of(server, spec, imageRootHash, volumeId, takenAt, sha256);
        boolean known = version >= 1 && version <= VERSION;
        if (!known || all.anyMatch(Objects::isNull) || generation < 1 || diskBytes < 0) {
            throw new IllegalArgumentException("a backup's statement misses something");
        }
        var _ = Bytes32.ofHex(volumeId);
        var _ = Bytes32.ofHex(imageRootHash);
    }

    static ServerBackup of(ServerRecord record, Instant takenAt, long diskBytes, Bytes32 sha256) {
        return new ServerBackup(
                VERSION,
                record.id(),
                record.spec(),
                record.imageRootHash(),
                record.volumeId(),
                record.setup().generation(),
                record.boot(),
                takenAt,
                diskBytes,
                sha256.toHex());
    }

    /// The smallest machine that it can be restored to. An offer is let as a whole: the disk may be
    /// larger than the one that was ordered.
    public ComputeUnit unit() {
        var ordered = spec.unit();
        int disk = (int) Math.ceilDiv(diskBytes, 1L << 30);
        return new ComputeUnit(
                ordered.vcpu(),
                ordered.memoryMib(),
                Math.max(ordered.diskGib(), disk),
                ordered.bandwidthMbps(),
                ordered.tier());
    }

    /// The disk that was copied.
    VolumeIdentity volume() {
        return new VolumeIdentity(Bytes32.ofHex(volumeId), generation, spec.unit().tier());
    }

    byte[] toBytes() {
        return Json.write(this).getBytes(StandardCharsets.UTF_8);
    }

    /// @throws BackupException when these bytes are no statement, or one of a newer version
    static ServerBackup parse(Bytes bytes) throws BackupException {
        try {
            var said = Json.parse(bytes.toArray());
            int version = said.path("version").asInt(0);
            if (version > VERSION) {
                throw new BackupException(
                        Reason.TOO_NEW, "The backup was made by a newer version of this program.");
            }
            if (version == 1 && said instanceof ObjectNode first) {
                first.put("generation", 1); // there was no other
            }
            return Json.mapper().treeToValue(said, ServerBackup.class);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new BackupException(
                    Reason.CHANGED, "What the backup says of itself cannot be read.", e);
        }
    }
}
