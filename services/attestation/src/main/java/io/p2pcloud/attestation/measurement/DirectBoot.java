package io.p2pcloud.attestation.measurement;

import io.p2pcloud.common.Bytes32;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Kernel, initramfs and command line of a guest that boots without a boot loader, by their
/// SHA-256: what QEMU's kernel-hashes=on puts into measured memory.
///
/// @param commandLine over the text and the zero byte that ends it
public record DirectBoot(Bytes32 kernel, Bytes32 initrd, Bytes32 commandLine) {
    /// The SHA-256 of no bytes: the initramfs of a guest that has none.
    public static final Bytes32 NO_INITRD = Bytes32.of(sha256().digest());

    /// @param kernel SHA-256 of the kernel file
    /// @param initrd SHA-256 of the initramfs file, or [#NO_INITRD]
    public static DirectBoot of(Bytes32 kernel, Bytes32 initrd, String commandLine) {
        return new DirectBoot(kernel, initrd, hashOf(commandLine));
    }

    private static Bytes32 hashOf(String commandLine) {
        var text = commandLine.getBytes(StandardCharsets.UTF_8);
        for (byte character : text) {
            if (character == 0) {
                throw new IllegalArgumentException("a command line holds no zero byte");
            }
        }
        var digest = sha256();
        digest.update(text);
        digest.update((byte) 0);
        return Bytes32.of(digest.digest());
    }

    private static MessageDigest sha256() {
        return Sha.of("SHA-256");
    }
}
