package io.p2pcloud.attestation.measurement;

import io.p2pcloud.common.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/// GUIDs as UEFI stores them: the first three groups little-endian.
final class Guid {
    private Guid() {}

    /// The 16 bytes of a GUID in its usual text form.
    static Bytes of(String text) {
        var guid = UUID.fromString(text);
        var high = guid.getMostSignificantBits();
        return Bytes.of(
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt((int) (high >>> 32))
                        .putShort((short) (high >>> 16))
                        .putShort((short) high)
                        .order(ByteOrder.BIG_ENDIAN)
                        .putLong(guid.getLeastSignificantBits())
                        .array());
    }
}
