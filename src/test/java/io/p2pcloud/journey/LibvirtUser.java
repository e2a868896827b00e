package io.p2pcloud.journey;

import io.p2pcloud.launcher.hypervisor.LibvirtDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/// A user whose guests the computer's libvirt runs. He is not root, because libvirt runs root's
/// guests as a user who reaches none of root's files; he reads what this build lies in, and else
/// has no rights.
final class LibvirtUser implements AutoCloseable {
    private static final String NAME = "nobody";
    private static final String GROUP = "nogroup";

    private final Path folder;
    private final LibvirtDaemon daemon;

    private LibvirtUser(Path folder, LibvirtDaemon daemon) {
        this.folder = folder;
        this.daemon = daemon;
    }

    static LibvirtUser make() throws Exception {
        var bundle = RequiredTools.folders(Path.of("unused")).bundle();
        var folder = Files.createTempDirectory("lv");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        // QEMU opens the guest's files itself, in the user's name.
        var copy = Files.createDirectories(folder.resolve("cache/guest/current"));
        try (var files = Files.list(bundle)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (var made = Files.walk(folder.resolve("cache"))) {
            for (var file : made.toList()) {
                own(file);
            }
        }
        try {
            return new LibvirtUser(
                    folder, LibvirtDaemon.start(Files.createDirectory(folder.resolve("daemon"))));
        } catch (Exception e) {
            RequiredTools.delete(folder);
            throw e;
        }
    }

    /// The program as he starts it.
    ProductProcesses product() throws IOException {
        var product =
                new ProductProcesses(
                        List.of(
                                "setpriv",
                                "--reuid=" + NAME,
                                "--regid=" + GROUP,
                                "--clear-groups",
                                "--inh-caps=-all,+dac_read_search",
                                "--ambient-caps=-all,+dac_read_search"),
                        Map.of(
                                "HOME", folder.toString(),
                                "P2PCLOUD_CACHE", folder.resolve("cache").toString(),
                                "P2PCLOUD_HYPERVISOR", daemon.uri().value()));
        own(product.home());
        return product;
    }

    LibvirtDaemon daemon() {
        return daemon;
    }

    private static void own(Path file) throws IOException {
        var users = file.getFileSystem().getUserPrincipalLookupService();
        Files.setOwner(file, users.lookupPrincipalByName(NAME));
    }

    @Override
    public void close() throws IOException {
        daemon.close();
        RequiredTools.delete(folder);
    }
}
