package io.p2pcloud.tenant.backup;

import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Transcript;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The file, all numbers big-endian: `P2PDISK1`; parts of 8 bytes offset, 4 bytes length and that
/// many bytes; 8 bytes of ones; 4 bytes length and that many bytes of statement; 65 bytes of
/// signature over the statement. The statement says the SHA-256 of everything before it.
final class BackupFormat {
    static final byte[] MAGIC = "P2PDISK1".getBytes(StandardCharsets.US_ASCII);
    static final String KIND = "P2PDISK";
    static final long END = -1;
    static final int MAX_PART = 1 << 20;
    static final int MAX_STATEMENT = 256 << 10;

    private static final String DOMAIN = "p2pcloud-backup/v1";

    private BackupFormat() {}

    /// What is signed.
    static Bytes32 digest(byte[] statement) {
        return Transcript.of(DOMAIN).bytes(statement).sha256();
    }

    static boolean isPart(long offset, int length, long from) {
        return offset >= from
                && offset % VolumeCipher.BLOCK == 0
                && length > 0
                && length <= MAX_PART
                && length % VolumeCipher.BLOCK == 0
                && offset <= Long.MAX_VALUE - length;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
