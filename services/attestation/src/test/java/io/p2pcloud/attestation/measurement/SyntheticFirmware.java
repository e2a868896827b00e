package io.p2pcloud.attestation.measurement;

import io.p2pcloud.common.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Images that only look like firmware: random bytes with the table and metadata of an OVMF, for
/// tests of sizes and damages that no real file has.
public final class SyntheticFirmware {
    static final int SEC_MEMORY = 1;
    static final int SECRETS = 2;
    static final int CPUID = 3;
    static final int SVSM = 4;
    static final int KERNEL_HASHES = 0x10;

    private static final Bytes FOOTER = Guid.of("96b582de-1fb2-45f7-baea-a366c55a082d");
    private static final int METADATA_FROM_END = 2048;

    private final int size;
    private final long seed;
    private final List<int[]> sections = new ArrayList<>();
    private final ByteBuffer table = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    private int tableLengthError;
    private int declaredSections = -1;

    private SyntheticFirmware(int size, long seed) {
        this.size = size;
        this.seed = seed;
    }

    /// With all that a real AmdSev build has.
    public static SyntheticFirmware complete(int size) {
        return new SyntheticFirmware(size, 4)
                .number(FirmwareTable.RESET_BLOCK, 0x0080_b004)
                .number(FirmwareTable.HASH_TABLE, 0x0081_0c00)
                .number(FirmwareTable.SEV_METADATA, METADATA_FROM_END)
                .section(0x80_0000, 0x9000, SEC_MEMORY)
                .section(0x80_d000, 0x1000, SECRETS)
                .section(0x80_e000, 0x1000, CPUID)
                .section(0x80_f000, 0x1000, SVSM)
                .section(0x81_0000, 0x1000, KERNEL_HASHES);
    }

    static SyntheticFirmware bare(int size) {
        return new SyntheticFirmware(size, 4);
    }

    SyntheticFirmware number(Bytes guid, int value) {
        table.putInt(value).putShort((short) 22).put(guid.toArray());
        return this;
    }

    /// An entry whose stated length is another than its own.
    SyntheticFirmware entry(Bytes guid, int statedLength) {
        table.putShort((short) statedLength).put(guid.toArray());
        return this;
    }

    SyntheticFirmware section(int address, int length, int kind) {
        sections.add(new int[] {address, length, kind});
        return this;
    }

    SyntheticFirmware declaringSections(int count) {
        declaredSections = count;
        return this;
    }

    SyntheticFirmware withTableLengthOff(int by) {
        tableLengthError = by;
        return this;
    }

    public Bytes image() {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int entries = table.position();
        int end = size - 32;
        file.put(end - 18 - entries, table.array(), 0, entries);
        file.putShort(end - 18, (short) (entries + 18 + tableLengthError));
        file.put(end - 16, FOOTER.toArray());
        int count = declaredSections < 0 ? sections.size() : declaredSections;
        int at = size - METADATA_FROM_END;
        file.put(at, "ASEV".getBytes(StandardCharsets.US_ASCII));
        file.putInt(at + 4, 16 + 12 * count).putInt(at + 8, 1).putInt(at + 12, count);
        for (var section : sections) {
            file.putInt(at + 16, section[0])
                    .putInt(at + 20, section[1])
                    .putInt(at + 24, section[2]);
            at += 12;
        }
        return Bytes.of(bytes);
    }
}
