package io.p2pcloud.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files and folders that only their owner can open (0600, 0700). Where the file system knows no
/// POSIX permissions, those of the user's profile stand.
final class OwnerOnly {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    /// Makes the folder if it is missing.
    ///
    /// @return its real path
    /// @throws StoreException (UNSAFE) when it is there and other users may enter it: it may be one
    ///   that is shared on purpose, so it is not changed
    static Path folder(Path folder) {
        try {
            Files.createDirectories(folder, attributes("rwx------"));
            var real = folder.toRealPath();
            if (POSIX) {
                var open = PosixFilePermissions.toString(Files.getPosixFilePermissions(real));
                if (!open.endsWith("------")) {
                    throw new StoreException(
                            StoreException.Reason.UNSAFE,
                            "Other users can open the folder "
                                    + real
                                    + ", where keys and history are kept: run chmod 700 on it, or"
                                    + " choose another.");
                }
            }
            return real;
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(
                    StoreException.Reason.UNSAFE,
                    folder + " is not a folder: choose another data folder.",
                    e);
        } catch (IOException e) {
            throw Failures.of("use the folder " + folder, e);
        }
    }

    /// Makes the file if it is missing, and takes the rights of others away if it is not.
    static void file(Path file) throws IOException {
        try {
            Files.createFile(file, attributes("rw-------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new StoreException(
                        StoreException.Reason.UNSAFE,
                        file + " is not a plain file: move it away.",
                        e);
            }
            restrict(file);
        }
    }

    static void restrict(Path file) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
