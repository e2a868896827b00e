package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.p2pcloud.launcher.libvirt.LibvirtUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// A libvirtd of a test's own. It sees private copies of libvirt's folders, so that it knows
/// nothing of this computer's libvirt, and lives in a process namespace whose first process is a
/// shell: that one collects the children that libvirtd leaves behind, starts libvirtd again when it
/// is killed, and takes every guest along when it ends.
public final class LibvirtDaemon implements AutoCloseable {
    private static final String SCRIPT =
            """
            set -eu
            for folder in /run /var/lib/libvirt /var/cache/libvirt /var/log/libvirt; do
                mkdir -p $folder
                mount -t tmpfs none $folder
            done
            mkdir -p /run/libvirt /run/lock /etc/libvirt
            filters=$(cat /etc/libvirt/nwfilter/*.xml 2> /dev/null | wc -l)
            [ $filters = 0 ] || cp -r /etc/libvirt/nwfilter "$1/nwfilter"
            mount -t tmpfs none /etc/libvirt
            [ $filters = 0 ] || cp -r "$1/nwfilter" /etc/libvirt/nwfilter
            # A device that root can open and the guests' user cannot has libvirt look anew at what
            # QEMU can do, for many seconds, before each start.
            install -m 600 /dev/null "$1/no-kvm"
            [ ! -e /dev/kvm ] || mount --bind "$1/no-kvm" /dev/kvm
            cp "$1/qemu.conf" /etc/libvirt/qemu.conf
            # libvirtd insists on a user whom Debian makes with its system service only.
            for line in passwd:64055:64055::/:/bin/false group:64055:; do
                list=${line%%:*}
                cp /etc/$list "$1/$list"
                grep -q ^libvirt-qemu: "$1/$list" || echo "libvirt-qemu:x:${line#*:}" >> "$1/$list"
                mount --bind "$1/$list" /etc/$list
            done
            (
                while :; do
                    rm -f /run/libvirtd.pid
                    libvirtd --config "$1/libvirtd.conf" --pid-file /run/libvirtd.pid || sleep 0.2
                done
            ) &
            while :; do
                wait || :
            done
            """;

    private final Path folder;
    private final Process shell;

    private LibvirtDaemon(Path folder, Process shell) {
        this.folder = folder;
        this.shell = shell;
    }

    /// @param folder an empty one
    public static LibvirtDaemon start(Path folder) throws Exception {
        require(Files.isExecutable(Path.of("/usr/sbin/libvirtd")), "libvirtd is not installed");
        require(InstalledQemu.program() != null, "QEMU is not installed");
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        assumeTrue(root, "skipped: a libvirtd of its own needs root");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Files.writeString(
                folder.resolve("libvirtd.conf"),
                """
                unix_sock_dir = "%s"
                auth_unix_rw = "none"
                auth_unix_ro = "none"
                """
                        .formatted(folder));
        // No virtlogd; the guests' user needs no account of its own; what stands for /dev/kvm
        // cannot be moved to where a guest alone sees it.
        Files.writeString(
                folder.resolve("qemu.conf"),
                """
                stdio_handler = "file"
                user = "nobody"
                group = "nogroup"
                namespaces = []
                """);
        var command =
                List.of(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "--mount-proc",
                        "bash",
                        "-c",
                        SCRIPT,
                        "libvirt",
                        folder.toString());
        var shell =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("libvirtd.log").toFile())
                        .start();
        var daemon = new LibvirtDaemon(folder, shell);
        Await.until("libvirtd listens", () -> Files.exists(folder.resolve("libvirt-sock")));
        return daemon;
    }

    public LibvirtUri uri() {
        return new LibvirtUri("qemu:///system?socket=" + folder.resolve("libvirt-sock"));
    }

    /// Kills libvirtd as kill -9 does; another one follows.
    public void kill() {
        shell.toHandle()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/libvirtd"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /// Where it keeps what it knows of guests and writes their logs, as a process outside its
    /// surroundings reaches that.
    public List<Path> folders() {
        var script = shell.toHandle().children().findFirst().orElseThrow();
        var seen = Path.of("/proc", Long.toString(script.pid()), "root");
        return Stream.of("run/libvirt", "var/lib/libvirt", "var/cache/libvirt", "var/log/libvirt")
                .map(seen::resolve)
                .toList();
    }

    /// The QEMU processes under this daemon.
    List<ProcessHandle> qemus() {
        return shell.toHandle()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("qemu-system"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        shell.destroyForcibly().onExit().join();
    }

    private static void require(boolean there, String missing) {
        if (!there && Boolean.getBoolean("p2pcloud.require.tools")) {
            fail(missing);
        }
        assumeTrue(there, "skipped: " + missing);
    }
}
