package io.p2pcloud.guest;

/// The three virtio disks of a guest; it tells them apart by serial number, not by order.
public enum GuestDisk {
    /// The image's [VerityImage], read-only.
    BASE("p2pcloud-base"),
    /// The bundle's modules, read-only.
    MODULES("p2pcloud-modules"),
    /// The tenant's volume: raw, at least 64 MiB, a multiple of 4096 bytes, all of it the guest's.
    DATA("p2pcloud-data");

    private final String serial;

    GuestDisk(String serial) {
        this.serial = serial;
    }

    /// At most 20 characters, the limit of virtio-blk.
    public String serial() {
        return serial;
    }
}
