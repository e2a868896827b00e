package io.p2pcloud.wallet;

import static io.p2pcloud.wallet.KeystoreException.Reason.DAMAGED;
import static io.p2pcloud.wallet.KeystoreException.Reason.EXISTS;
import static io.p2pcloud.wallet.KeystoreException.Reason.EXPOSED;
import static io.p2pcloud.wallet.KeystoreException.Reason.MISSING;
import static io.p2pcloud.wallet.KeystoreException.Reason.UNSUPPORTED;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/// Key files on disk: whole or absent, and readable by their owner alone from the first byte on.
final class KeyFolder {
    private static final String SUFFIX = ".key";
    private static final String TEMPORARY = ".new";
    private static final int MAX_SIZE = 256 << 10;
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path folder;

    KeyFolder(Path folder) {
        this.folder = folder;
    }

    List<AccountName> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder, 3)) {
            return files.filter(Files::isRegularFile)
                    .map(it -> folder.relativize(it).toString().replace('\\', '/'))
                    .filter(it -> it.endsWith(SUFFIX))
                    .map(it -> new AccountName(it.substring(0, it.length() - SUFFIX.length())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw KeystoreException.unreadable(folder, e);
        }
    }

    boolean contains(AccountName name) {
        return Files.exists(path(name));
    }

    KeyFile read(AccountName name) {
        var path = path(name);
        try {
            refuseExposed(path);
            if (Files.size(path) > MAX_SIZE) {
                throw damaged(path, "it is far too long");
            }
            var file = KeyFile.parse(Files.readAllBytes(path));
            if (!file.head().name().equals(name)) {
                throw damaged(path, "it belongs to the name " + file.head().name());
            }
            return file;
        } catch (NoSuchFileException e) {
            throw new KeystoreException(
                    MISSING, "There is no key \"" + name + "\" in " + folder + ".", e);
        } catch (IOException e) {
            throw KeystoreException.unreadable(path, e);
        } catch (KeyFile.DamagedException e) {
            throw damaged(path, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new KeystoreException(
                    UNSUPPORTED,
                    "The key file "
                            + path
                            + " was written by another version of this application ("
                            + e.getMessage()
                            + "): update the application.",
                    e);
        }
    }

    /// @param replace whether a key of this name may exist (changing its protection)
    void write(KeyFile file, boolean replace) {
        var path = path(file.head().name());
        var temporary = path.resolveSibling(path.getFileName() + TEMPORARY);
        try {
            Files.createDirectories(path.getParent(), attributes("rwx------"));
            if (!replace && Files.exists(path)) {
                throw new KeystoreException(
                        EXISTS,
                        "A key \""
                                + file.head().name()
                                + "\" exists already and is not overwritten: remove it or use"
                                + " another name.");
            }
            Files.deleteIfExists(temporary);
            try (var channel =
                    FileChannel.open(
                            temporary,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            attributes("rw-------"))) {
                var bytes = ByteBuffer.wrap(file.toJson().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    temporary,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw KeystoreException.unreadable(path, e);
        }
    }

    /// Removes the file; on most disks its bytes stay until they are overwritten.
    void remove(AccountName name) {
        var path = path(name);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw KeystoreException.unreadable(path, e);
        }
    }

    KeystoreException damaged(AccountName name, String what) {
        return damaged(path(name), what);
    }

    private static KeystoreException damaged(Path path, String what) {
        return new KeystoreException(
                DAMAGED,
                "The key file " + path + " is damaged (" + what + "): restore it from a backup.");
    }

    private static void refuseExposed(Path path) throws IOException {
        if (POSIX) {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            if (!mode.endsWith("------")) {
                throw new KeystoreException(
                        EXPOSED,
                        "The key file "
                                + path
                                + " is open to other users of this computer ("
                                + mode
                                + "): run chmod 600 on it.");
            }
        }
    }

    private Path path(AccountName name) {
        return folder.resolve(name.value() + SUFFIX);
    }

    private static FileAttribute<?>[] attributes(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new FileAttribute<?>[0];
    }
}
