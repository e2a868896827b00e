package io.p2pcloud.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything that a guest boots from, checked.
///
/// A machine made from it has the kernel and initramfs loaded directly, the three disks of
/// [GuestDisk], two virtio-serial ports (named by `GuestPort` of the release module), a virtio
/// network card, a virtio random number generator and a first serial port for progress. It needs
/// 256 MiB of memory and is not to be restarted by the hypervisor when it resets or powers off.
///
/// @param kernelRelease as `uname -r` prints it
public record BootBundle(
        Path folder,
        String kernelRelease,
        BundleFile kernel,
        BundleFile initramfs,
        VerityImage modules,
        List<Image> images) {
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

    public Optional<Image> image(String id) {
        return images.stream().filter(image -> image.id().equals(id)).findFirst();
    }

    /// The kernel's command line for a machine of this image: nothing on the console but warnings
    /// and the agent's phases, power off on a panic, and the digests of what is to be mounted.
    public String kernelCommandLine(Image image) {
        return "console=ttyS0 quiet loglevel=4 panic=-1 sysrq_always_enabled=0 net.ifnames=0"
                + " p2pcloud.base="
                + image.base().parameter()
                + " p2pcloud.modules="
                + modules.parameter();
    }
}
