package io.p2pcloud.launcher.storage;

import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.storage.VolumeOutcome.Created;
import io.p2pcloud.launcher.storage.VolumeOutcome.Reason;
import io.p2pcloud.launcher.storage.VolumeOutcome.Refused;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The data disks of all leases of one provider, as raw sparse files in one folder that nobody else
/// can read. A quota is promised only when the disk can hold it together with all quotas promised
/// before, so that no guest meets a full disk later.
///
/// One object owns the folder; its methods may be called from several threads.
public final class Volumes {
    private static final long GIB = 1L << 30;
    private static final int MAX_QUOTA_GIB = 1 << 16;
    private static final String SUFFIX = ".raw";
    private static final String UNFINISHED = ".new";

    private final Path folder;
    private final HostDisk disk;
    private final int reserveGiB;

    /// @param folder absolute path; made when missing
    /// @param reserveGiB what stays free for the host itself
    /// @throws IOException when the folder cannot be made or read
    public Volumes(Path folder, HostDisk disk, int reserveGiB) throws IOException {
        if (!folder.isAbsolute() || reserveGiB < 0) {
            throw new IllegalArgumentException("volumes need an absolute folder");
        }
        this.folder = folder.normalize();
        this.disk = disk;
        this.reserveGiB = reserveGiB;
        Files.createDirectories(this.folder);
        Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString("rwx------"));
        removeUnfinished();
    }

    /// Makes an empty volume. It occupies nothing until the guest writes.
    ///
    /// @param quotaGiB 1 to 65536
    public synchronized VolumeOutcome create(GuestName owner, int quotaGiB) {
        if (quotaGiB < 1 || quotaGiB > MAX_QUOTA_GIB) {
            throw new IllegalArgumentException("a volume has 1 to 65536 GiB, not " + quotaGiB);
        }
        try {
            if (Files.exists(imageOf(owner))) {
                return new Refused(
                        Reason.EXISTS,
                        "There already is a disk for %s in %s; discard it or use it."
                                .formatted(owner, folder));
            }
            long sellableGiB = sellableGiB();
            if (quotaGiB > sellableGiB) {
                return new Refused(
                        Reason.DISK_FULL,
                        ("The disk that holds %s has %d GiB left to give and the server needs %d GiB:"
                                        + " free some space or choose another folder.")
                                .formatted(folder, Math.max(0, sellableGiB), quotaGiB));
            }
            return new Created(write(owner, quotaGiB));
        } catch (IOException e) {
            return new Refused(
                    Reason.FOLDER_UNUSABLE,
                    "No disk could be made in %s (%s): check that the folder can be written."
                            .formatted(folder, e.getMessage()));
        }
    }

    /// GiB that can still be promised: free space, less what promised volumes may still grow by,
    /// less the host's reserve. May be negative.
    ///
    /// @throws IOException when the disk does not tell
    public synchronized long sellableGiB() throws IOException {
        var volumes = scan();
        long promised = volumes.stream().mapToLong(v -> v.quotaGiB() * GIB).sum();
        long occupied = disk.occupiedBytes(volumes.stream().map(Volume::image).toList());
        long growth = Math.max(0, promised - occupied);
        return Math.floorDiv(disk.freeBytes(folder) - growth, GIB) - reserveGiB;
    }

    public synchronized Optional<Volume> find(GuestName owner) {
        return list().stream().filter(volume -> volume.owner().equals(owner)).findFirst();
    }

    /// All volumes, by owner. Other files in the folder are left out.
    ///
    /// @throws UncheckedIOException when the folder cannot be read
    public synchronized List<Volume> list() {
        try {
            return scan();
        } catch (IOException e) {
            throw new UncheckedIOException("the volumes in " + folder + " cannot be listed", e);
        }
    }

    /// Volumes that belong to none of `owners`.
    public List<Volume> orphans(Collection<GuestName> owners) {
        var known = Set.copyOf(owners);
        return list().stream().filter(volume -> !known.contains(volume.owner())).toList();
    }

    /// Deletes the volume after its lease was closed; nothing happens when there is none.
    ///
    /// @throws IOException when a running guest still holds it, or it cannot be deleted
    public synchronized void discard(GuestName owner) throws IOException {
        var image = imageOf(owner);
        if (!Files.exists(image)) {
            return;
        }
        // QEMU locks bytes of each image it opened, so a lock over the whole file shows that it
        // runs.
        try (var channel = FileChannel.open(image, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw new IOException(
                        "the disk of %s is still in use by a running guest".formatted(owner));
            }
        }
        Files.delete(image);
    }

    private Volume write(GuestName owner, int quotaGiB) throws IOException {
        var image = imageOf(owner);
        var unfinished = folder.resolve(owner + SUFFIX + UNFINISHED);
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var file = new RandomAccessFile(unfinished.toFile(), "rw")) {
            file.setLength(quotaGiB * GIB);
            file.getFD().sync();
        }
        Files.move(unfinished, image, StandardCopyOption.ATOMIC_MOVE);
        return new Volume(owner, image, quotaGiB);
    }

    private void removeUnfinished() throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(UNFINISHED)
                        && isVolume(name.substring(0, name.length() - UNFINISHED.length()))) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path imageOf(GuestName owner) {
        return folder.resolve(owner + SUFFIX);
    }

    private static boolean isVolume(String fileName) {
        return fileName.endsWith(SUFFIX)
                && GuestName.isGuestName(
                        fileName.substring(0, fileName.length() - SUFFIX.length()));
    }

    private List<Volume> scan() throws IOException {
        var volumes = new ArrayList<Volume>();
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                if (isVolume(file.getFileName().toString()) && Files.isRegularFile(file)) {
                    volumes.add(read(file));
                }
            }
        }
        volumes.sort(Comparator.comparing(Volume::owner));
        return List.copyOf(volumes);
    }

    private static Volume read(Path image) throws IOException {
        var name = image.getFileName().toString();
        return new Volume(
                new GuestName(name.substring(0, name.length() - SUFFIX.length())),
                image,
                Math.toIntExact(Math.ceilDiv(Files.size(image), GIB)));
    }
}
