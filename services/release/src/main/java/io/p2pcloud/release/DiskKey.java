package io.p2pcloud.release;

import io.p2pcloud.common.Bytes;
import java.security.MessageDigest;
import java.util.Arrays;

/// The 64 bytes of a volume's aes-xts-plain64 key. Never printed.
public record DiskKey(Bytes value) {
    public static final int SIZE = 64;

    public DiskKey {
        if (value.size() != SIZE) {
            throw new IllegalArgumentException("expected a key of 64 bytes, got " + value.size());
        }
        var bytes = value.toArray();
        boolean halvesEqual =
                MessageDigest.isEqual(
                        Arrays.copyOf(bytes, SIZE / 2), Arrays.copyOfRange(bytes, SIZE / 2, SIZE));
        if (halvesEqual) {
            throw new IllegalArgumentException(
                    "the two halves of an XTS key must differ (IEEE 1619, FIPS 140-3 IG C.I)");
        }
    }

    @Override
    public String toString() {
        return "DiskKey[hidden]";
    }
}
