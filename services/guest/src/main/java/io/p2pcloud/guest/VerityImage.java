package io.p2pcloud.guest;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Hex;

/// A read-only file system whose every block the guest's kernel checks as it reads it (dm-verity,
/// version 1, SHA-256, blocks of 4096 bytes, no superblock): data blocks first, the hash tree
/// behind them in the same file.
///
/// @param rootHash the top of the hash tree
/// @param salt fixed and public, so that the same data give the same root hash
/// @param blocks how many data blocks there are before the tree
public record VerityImage(BundleFile file, Bytes32 rootHash, Bytes32 salt, long blocks) {
    public static final int BLOCK = 4096;

    public VerityImage {
        if (blocks < 1 || blocks * BLOCK >= file.size()) {
            throw new IllegalArgumentException(
                    "the hash tree does not lie behind " + blocks + " blocks of data");
        }
    }

    /// As the initramfs reads it from the kernel's command line. All parameters stand here, because
    /// a superblock on the disk would be the host's to edit.
    String parameter() {
        return Hex.plain(rootHash.toArray()) + ":" + Hex.plain(salt.toArray()) + ":" + blocks;
    }
}
