package io.p2pcloud.launcher.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.launcher.domain.GuestName;
import io.p2pcloud.launcher.storage.VolumeOutcome.Created;
import io.p2pcloud.launcher.storage.VolumeOutcome.Reason;
import io.p2pcloud.launcher.storage.VolumeOutcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {
    private static final GuestName FIRST = new GuestName("lease-0000000000000001");
    private static final GuestName SECOND = new GuestName("lease-0000000000000002");
    private static final long GIB = 1L << 30;

    @TempDir private Path folder;

    @Test
    void makesASparsePrivateImageOfTheLeasesSize() throws Exception {
        var volumes = new Volumes(folder.resolve("volumes"), new SystemDisk(), 0);
        var volume = ((Created) volumes.create(FIRST, 1)).volume();
        assertThat(Files.size(volume.image())).isEqualTo(GIB);
        assertThat(new SystemDisk().occupiedBytes(List.of(volume.image()))).isLessThan(1 << 20);
        assertThat(permissions(volume.image())).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("volumes"))).isEqualTo("rwx------");
        assertThat(volumes.find(FIRST)).contains(volume);
        assertThat(volumes.list()).containsExactly(volume);
    }

    @Test
    void makesNoSecondVolumeForOneGuest() throws Exception {
        var volumes = volumes(100);
        volumes.create(FIRST, 1);
        assertThat(volumes.create(FIRST, 1))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.EXISTS));
    }

    @Test
    void refusesInOneSentenceWhenTheDiskIsFull() throws Exception {
        assertThat(volumes(7).create(FIRST, 8))
                .isEqualTo(
                        new Refused(
                                Reason.DISK_FULL,
                                "The disk that holds "
                                        + folder
                                        + " has 7 GiB left to give and the server needs 8 GiB: free"
                                        + " some space or choose another folder."));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void promisesNoSpaceTwice() throws Exception {
        var volumes = volumes(10);
        assertThat(volumes.create(FIRST, 6)).isInstanceOf(Created.class);
        assertThat(volumes.sellableGiB()).isEqualTo(4);
        assertThat(volumes.create(SECOND, 5)).isInstanceOf(Refused.class);
        assertThat(volumes.create(SECOND, 4)).isInstanceOf(Created.class);
        assertThat(volumes.sellableGiB()).isZero();
    }

    @Test
    void keepsTheHostsReserve() throws Exception {
        var volumes = new Volumes(folder, new FixedDisk(10 * GIB, 0), 3);
        assertThat(volumes.sellableGiB()).isEqualTo(7);
    }

    @Test
    void countsWhatAVolumeAlreadyOccupiesOnlyOnce() throws Exception {
        volumes(10).create(FIRST, 6);
        // 2 GiB were written since: they are no longer free, and no longer to be expected.
        var later = new Volumes(folder, new FixedDisk(8 * GIB, 2 * GIB), 0);
        assertThat(later.sellableGiB()).isEqualTo(4);
    }

    @Test
    void saysThatItsFolderCannotBeUsed() throws Exception {
        var volumes = new Volumes(folder.resolve("v"), new FixedDisk(GIB, 0), 0);
        Files.delete(folder.resolve("v"));
        assertThatThrownBy(() -> volumes.list()).hasMessageContaining("cannot be listed");
        Files.writeString(folder.resolve("v"), "a file where the folder was");
        assertThat(volumes.create(FIRST, 1))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.FOLDER_UNUSABLE));
    }

    @Test
    void discardsAVolumeAndIsContentWhenThereIsNone() throws Exception {
        var volumes = volumes(10);
        volumes.create(FIRST, 1);
        volumes.discard(FIRST);
        volumes.discard(FIRST);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void listsOrphansAndLeavesOtherFilesAlone() throws Exception {
        var volumes = volumes(10);
        volumes.create(FIRST, 1);
        volumes.create(SECOND, 1);
        Files.writeString(folder.resolve("notes.raw"), "mine");
        assertThat(volumes.list()).hasSize(2);
        assertThat(volumes.orphans(List.of(SECOND)))
                .singleElement()
                .satisfies(volume -> assertThat(volume.owner()).isEqualTo(FIRST));
    }

    @Test
    void removesAVolumeThatWasNeverFinished() throws Exception {
        Files.writeString(folder.resolve(FIRST + ".raw.new"), "");
        Files.writeString(folder.resolve("letter.new"), "mine");
        assertThat(volumes(10).list()).isEmpty();
        assertThat(folder.resolve(FIRST + ".raw.new")).doesNotExist();
        assertThat(folder.resolve("letter.new")).exists();
    }

    private Volumes volumes(int freeGiB) throws IOException {
        return new Volumes(folder, new FixedDisk(freeGiB * GIB, 0), 0);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private record FixedDisk(long free, long occupied) implements HostDisk {
        @Override
        public long freeBytes(Path folder) {
            return free;
        }

        @Override
        public long occupiedBytes(List<Path> files) {
            return occupied;
        }
    }
}
