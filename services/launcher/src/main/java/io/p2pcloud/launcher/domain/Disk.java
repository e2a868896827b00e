package io.p2pcloud.launcher.domain;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// A raw image that the guest sees as a virtio disk. The guest finds its disks by `serial`, never
/// by their order.
///
/// @param serial what the guest reads as the disk's serial: 1 to 20 lower-case letters, digits or
///   dashes (virtio allows 20 bytes)
/// @param image absolute path of a raw image
/// @param access whether the guest may write
public record Disk(String serial, Path image, Access access) {
    /// What the guest may do with the disk.
    public enum Access {
        READ_ONLY,
        READ_WRITE
    }

    public Disk {
        if (!Pattern.matches("[a-z0-9-]{1,20}", serial)) {
            throw new IllegalArgumentException("not a disk's serial: " + serial);
        }
        SafePath.check(image);
    }

    public static Disk readOnly(String serial, Path image) {
        return new Disk(serial, image, Access.READ_ONLY);
    }

    public static Disk writable(String serial, Path image) {
        return new Disk(serial, image, Access.READ_WRITE);
    }
}
