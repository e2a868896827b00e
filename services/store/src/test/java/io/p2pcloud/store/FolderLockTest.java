package io.p2pcloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir Path temp;

    @Test
    void letsOneOwnAFolderAndNamesTheOwnerToTheNext() {
        var folder = temp.resolve("data");
        long pid = ProcessHandle.current().pid();
        try (var lock = FolderLock.claim(folder).orThrow()) {
            assertThat(FolderLock.claim(folder))
                    .isEqualTo(new Claim.Busy(lock.folder(), OptionalLong.of(pid)));
            assertThatThrownBy(() -> FolderLock.claim(folder).orThrow())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("process " + pid);
        }
        assertThat(FolderLock.claim(folder)).isInstanceOf(Claim.Owned.class);
    }

    @Test
    void seesTheLockOfAnotherProcessAndItsEnd() throws Exception {
        var other = new OtherProcess(FolderHolder.class, temp.resolve("data").toString());
        try (other) {
            assertThat(other.readLine()).isEqualTo("held");
            assertThat(FolderLock.claim(temp.resolve("data")))
                    .isEqualTo(
                            new Claim.Busy(
                                    temp.resolve("data").toRealPath(),
                                    OptionalLong.of(other.pid())));
            other.kill();
            try (var lock = FolderLock.claim(temp.resolve("data")).orThrow()) {
                assertThat(lock.folder()).isDirectory();
            }
        }
    }

    @Test
    void keepsAnotherProcessOutAfterThisOneAskedTwice() throws Exception {
        var folder = temp.resolve("data");
        try (var lock = FolderLock.claim(folder).orThrow()) {
            // A second look from this process must not free its lock (POSIX locks would).
            assertThat(FolderLock.claim(lock.folder())).isInstanceOf(Claim.Busy.class);
            try (var other = new OtherProcess(FolderHolder.class, folder.toString())) {
                assertThat(other.readLine()).startsWith("busy");
            }
        }
    }

    @Test
    void makesTheFolderForItsOwnerOnly() throws IOException {
        try (var lock = FolderLock.claim(temp.resolve("a/b")).orThrow()) {
            assertThat(permissions(lock.folder())).isEqualTo("rwx------");
            assertThat(permissions(lock.folder().resolve("owner.lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAFolderThatOthersCanOpen() throws IOException {
        var folder = Files.createDirectory(temp.resolve("open"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> FolderLock.claim(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("chmod 700");
    }

    @Test
    void refusesALockFileThatIsALink() throws IOException {
        var folder = temp.resolve("data");
        FolderLock.claim(folder).orThrow().close();
        var victim = Files.writeString(temp.resolve("victim"), "kept", StandardCharsets.UTF_8);
        Files.delete(folder.resolve("owner.lock"));
        Files.createSymbolicLink(folder.resolve("owner.lock"), victim);
        assertThatThrownBy(() -> FolderLock.claim(folder)).isInstanceOf(StoreException.class);
        assertThat(victim).hasContent("kept");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
