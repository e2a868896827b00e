package io.p2pcloud.attestation.measurement;

import io.p2pcloud.common.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The table of hashes that QEMU writes for a direct boot and that OVMF checks the files against
/// (QEMU target/i386/sev.c, SevHashTable): a header and three entries of GUID, length and SHA-256.
final class KernelHashes {
    static final int SIZE = 176;
    private static final short ENTRY = 50;
    private static final short TABLE = 168;
    private static final Bytes HEADER_GUID = Guid.of("9438d606-4f22-4cc9-b479-a793d411fd21");
    private static final Bytes COMMAND_LINE_GUID = Guid.of("97d02dd8-bd20-4c94-aa78-e7714d36ab2a");
    private static final Bytes INITRD_GUID = Guid.of("44baf731-3a2f-4bd7-9af1-41e29169781d");
    private static final Bytes KERNEL_GUID = Guid.of("4de79437-abd2-427f-b835-d5b172d2045b");

    private KernelHashes() {}

    /// With the zeros that pad it to a whole number of 16 bytes.
    static byte[] table(DirectBoot boot) {
        var table = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        table.put(HEADER_GUID.toArray()).putShort(TABLE);
        entry(table, COMMAND_LINE_GUID, boot.commandLine().toArray());
        entry(table, INITRD_GUID, boot.initrd().toArray());
        entry(table, KERNEL_GUID, boot.kernel().toArray());
        return table.array();
    }

    private static void entry(ByteBuffer table, Bytes guid, byte[] hash) {
        table.put(guid.toArray()).putShort(ENTRY).put(hash);
    }
}
