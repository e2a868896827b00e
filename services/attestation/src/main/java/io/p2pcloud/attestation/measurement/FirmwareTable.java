package io.p2pcloud.attestation.measurement;

import io.p2pcloud.common.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The table of GUIDs that ends 32 bytes before the end of an OVMF image (edk2
/// OvmfPkg/ResetVector/Ia16/ResetVectorVtf0.asm). It is read from its end: after the data of an
/// entry come its whole length and its GUID.
final class FirmwareTable {
    static final Bytes RESET_BLOCK = Guid.of("00f771de-1a7e-4fcb-890e-68c77e2fb44e");
    static final Bytes HASH_TABLE = Guid.of("7255371f-3a3b-4b04-927b-1da6efa8d454");
    static final Bytes SEV_METADATA = Guid.of("dc886566-984a-4798-a75e-5585a7bf67cc");

    private static final Bytes FOOTER = Guid.of("96b582de-1fb2-45f7-baea-a366c55a082d");
    private static final int AFTER = 32;
    private static final int GUID = 16;
    private static final int ENTRY = GUID + Short.BYTES;

    private final Map<Bytes, Bytes> entries;

    private FirmwareTable(Map<Bytes, Bytes> entries) {
        this.entries = Map.copyOf(entries);
    }

    /// Empty where the image has no such table at all.
    static FirmwareTable read(byte[] image) throws UnmeasurableException {
        var file = Bytes.of(image);
        var entries = new HashMap<Bytes, Bytes>();
        int end = image.length - AFTER;
        if (end < ENTRY || !file.slice(end - GUID, end).equals(FOOTER)) {
            return new FirmwareTable(entries);
        }
        int start = end - length(image, end);
        end -= ENTRY;
        if (start < 0 || start > end) {
            throw malformed();
        }
        while (end - start >= ENTRY) {
            int length = length(image, end);
            if (length < ENTRY || length > end - start) {
                throw malformed();
            }
            var guid = file.slice(end - GUID, end);
            // QEMU takes the last of two entries, other readers the first: neither may decide.
            if (entries.put(guid, file.slice(end - length, end - ENTRY)) != null) {
                throw malformed();
            }
            end -= length;
        }
        return new FirmwareTable(entries);
    }

    /// The first 4 bytes of an entry as a number; empty if there is none.
    OptionalLong number(Bytes guid) {
        var value = entries.get(guid);
        return value == null || value.size() < Integer.BYTES
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Integer.toUnsignedLong(
                                ByteBuffer.wrap(value.toArray())
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .getInt()));
    }

    private static int length(byte[] image, int end) {
        return Short.toUnsignedInt(
                ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getShort(end - ENTRY));
    }

    private static UnmeasurableException malformed() {
        return new UnmeasurableException(
                MeasurementFault.FIRMWARE_TABLE, "The firmware's table of GUIDs is malformed.");
    }
}
