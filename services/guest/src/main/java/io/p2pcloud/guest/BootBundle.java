package io.p2pcloud.guest;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that a guest boots from, checked.
///
/// A machine made from it has the kernel and initramfs loaded directly, the three disks of
/// [GuestDisk], two virtio-serial ports (named by `GuestPort` of the release module), a virtio
/// network card, a virtio random number generator and a first serial port for progress. It needs
/// 256 MiB of memory and is not to be restarted by the hypervisor when it resets or powers off.
///
/// @param kernelRelease as `uname -r` prints it
/// @param firmware of confidential machines; empty where none was added
public record BootBundle(
        Path folder,
        String kernelRelease,
        BundleFile kernel,
        BundleFile initramfs,
        VerityImage modules,
        List<Image> images,
        Optional<BundleFile> firmware) {
    private static final String COMMAND_LINE =
            "console=ttyS0 quiet loglevel=3 panic=-1 no5lvl net.ifnames=0"
                    + " lsm=landlock,lockdown,yama,integrity,apparmor"
                    + " systemd.import_credentials=no systemd.show_status=no";

    public BootBundle {
        images = List.copyOf(images);
    }

    /// Reads `bundle.json` in `folder` and compares every file's SHA-256 with it. A file whose size
    /// and time of change are those of an earlier good check is not read again.
    ///
    /// @throws IOException with one sentence for the user when the bundle is missing, incomplete,
    ///   malformed or damaged
    public static BootBundle load(Path folder) throws IOException {
        return BundleReader.read(folder);
    }

    /// Where `./run` and `./test` build the bundle and where it is looked for: the system property
    /// `p2pcloud.bundle`, else `guest/current` in the cache folder that the environment names
    /// (`P2PCLOUD_CACHE`, else `p2pcloud` in `XDG_CACHE_HOME` or `~/.cache`).
    ///
    /// @param property the value of that system property, or null
    /// @param environment the process's environment
    /// @param home the user's home folder
    public static Path defaultFolder(
            @Nullable String property, Map<String, String> environment, Path home) {
        if (property != null) {
            return Path.of(property);
        }
        var cache = environment.getOrDefault("XDG_CACHE_HOME", home.resolve(".cache").toString());
        var own = environment.get("P2PCLOUD_CACHE");
        return (own == null ? Path.of(cache, "p2pcloud") : Path.of(own)).resolve("guest/current");
    }

    public Optional<Image> image(String id) {
        return images.stream().filter(image -> image.id().equals(id)).findFirst();
    }

    /// The image that a disk lies over: one of this bundle's, or of one that was built before and
    /// is kept beside it.
    ///
    /// @throws IOException with one sentence for the user when it is there and damaged
    public Optional<Image> image(String id, Bytes32 rootHash) throws IOException {
        var own = image(id).filter(image -> image.base().rootHash().equals(rootHash));
        return own.isPresent() ? own : OlderBundles.image(this, id, rootHash);
    }

    /// What every machine of this bundle starts with, whatever its image: names kernel, initramfs,
    /// modules, command line and firmware.
    public Bytes32 system() {
        var names =
                Transcript.of("p2pcloud-bundle/v1")
                        .word(kernel.sha256())
                        .word(initramfs.sha256())
                        .word(modules.rootHash())
                        .text(COMMAND_LINE);
        firmware.ifPresent(file -> names.word(file.sha256()));
        return names.sha256();
    }

    /// The kernel's command line for a machine of this image.
    ///
    /// The console gets nothing but emergencies and the agent's phases, and no shell; a panic
    /// resets the machine, which ends it; systemd takes no credentials from firmware tables; page
    /// tables have four levels, which saves an emulated machine a fifth of its start; the LSMs are
    /// those that Debian uses, without the ones that only cost time. The rest is what is to be
    /// mounted.
    public String kernelCommandLine(Image image) {
        return COMMAND_LINE
                + " p2pcloud.base="
                + image.base().parameter()
                + " p2pcloud.modules="
                + modules.parameter();
    }
}
