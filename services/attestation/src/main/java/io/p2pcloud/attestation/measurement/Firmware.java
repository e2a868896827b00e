package io.p2pcloud.attestation.measurement;

import static io.p2pcloud.attestation.measurement.MeasurementFault.FIRMWARE_METADATA;
import static io.p2pcloud.attestation.measurement.MeasurementFault.FIRMWARE_SECTION;
import static io.p2pcloud.attestation.measurement.MeasurementFault.FIRMWARE_SIZE;
import static io.p2pcloud.attestation.measurement.MeasurementFault.NO_KERNEL_HASHES;
import static io.p2pcloud.attestation.measurement.MeasurementFault.NO_RESET_ADDRESS;

import io.p2pcloud.common.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// An OVMF image with what it says of SEV. Every number in it is checked against fixed bounds, so
/// that a file made to do harm costs neither memory nor time.
final class Firmware {
    static final int PAGE = 4096;

    /// QEMU accepts at most 8 MiB of flash unless told otherwise.
    private static final int MAX_SIZE = 16 << 20;

    private static final int MAX_SECTIONS = 64;

    /// 256 MiB: OVMF asks for some dozens of pages.
    private static final long MAX_PAGES = 1 << 16;

    private static final long FOUR_GIB = 1L << 32;
    private static final int HEADER = 16;
    private static final int SECTION = 12;
    private static final int SIGNATURE = 0x56455341; // "ASEV"

    private final byte[] bytes;
    private final FirmwareTable table;
    private final List<Section> sections;

    private Firmware(byte[] bytes, FirmwareTable table, List<Section> sections) {
        this.bytes = bytes;
        this.table = table;
        this.sections = List.copyOf(sections);
    }

    /// @param forSnp whether the SNP metadata must be there
    static Firmware read(Bytes image, boolean forSnp) throws UnmeasurableException {
        int size = image.size();
        if (size == 0 || size > MAX_SIZE || (forSnp && size % PAGE != 0)) {
            throw new UnmeasurableException(
                    FIRMWARE_SIZE,
                    "The firmware has %d bytes; it must be whole pages of 4096, at most %d bytes."
                            .formatted(size, MAX_SIZE));
        }
        var bytes = image.toArray();
        var table = FirmwareTable.read(bytes);
        return new Firmware(bytes, table, forSnp ? readSections(bytes, table) : List.of());
    }

    /// The image itself, not a copy: for hashing within this package.
    byte[] bytes() {
        return bytes;
    }

    void update(MessageDigest digest) {
        digest.update(bytes);
    }

    /// Where the image begins in the guest: it ends at 4 GiB.
    long address() {
        return FOUR_GIB - bytes.length;
    }

    /// In the order of the file, which is the order of measurement.
    List<Section> sections() {
        return sections;
    }

    /// Where the vCPUs other than the first start.
    long resetAddress() throws UnmeasurableException {
        var address = table.number(FirmwareTable.RESET_BLOCK);
        if (address.isEmpty()) {
            throw new UnmeasurableException(
                    NO_RESET_ADDRESS,
                    "The firmware does not say where a second vCPU starts: build OVMF for AmdSev.");
        }
        return address.getAsLong();
    }

    long hashTableAddress() throws UnmeasurableException {
        requireHashTable();
        return table.number(FirmwareTable.HASH_TABLE).orElseThrow();
    }

    void requireHashTable() throws UnmeasurableException {
        if (table.number(FirmwareTable.HASH_TABLE).orElse(0) == 0) {
            throw new UnmeasurableException(
                    NO_KERNEL_HASHES,
                    "The firmware has no table for the hashes of a kernel, so it would not check"
                            + " it: build OVMF for AmdSev.");
        }
    }

    private static List<Section> readSections(byte[] bytes, FirmwareTable table)
            throws UnmeasurableException {
        long fromEnd =
                table.number(FirmwareTable.SEV_METADATA)
                        .orElseThrow(() ->
                                new UnmeasurableException(
                                        FIRMWARE_METADATA,
                                        "The firmware says nothing of SEV-SNP: build OVMF"
                                                + " for AmdSev."));
        long start = bytes.length - fromEnd;
        if (start < 0 || start + HEADER > bytes.length) {
            throw malformed();
        }
        var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = (int) start;
        long length = Integer.toUnsignedLong(file.getInt(at + 4));
        long count = Integer.toUnsignedLong(file.getInt(at + 12));
        if (file.getInt(at) != SIGNATURE
                || file.getInt(at + 8) != 1
                || count > MAX_SECTIONS
                || length < HEADER + count * SECTION
                || start + length > bytes.length) {
            throw malformed();
        }
        var sections = new ArrayList<Section>();
        long pages = 0;
        for (int i = 0; i < count; i++) {
            var section = readSection(file, at + HEADER + i * SECTION);
            pages += section.size() / PAGE;
            sections.add(section);
        }
        if (pages > MAX_PAGES) {
            throw new UnmeasurableException(
                    FIRMWARE_SECTION,
                    "The firmware asks for %d pages, at most %d are believable."
                            .formatted(pages, MAX_PAGES));
        }
        return sections;
    }

    private static Section readSection(ByteBuffer file, int at) throws UnmeasurableException {
        long address = Integer.toUnsignedLong(file.getInt(at));
        long size = Integer.toUnsignedLong(file.getInt(at + 4));
        var kind = Section.Kind.of(Integer.toUnsignedLong(file.getInt(at + 8)));
        boolean onePage = kind == Section.Kind.SECRETS || kind == Section.Kind.CPUID;
        if (size == 0
                || address % PAGE != 0
                || size % PAGE != 0
                || address + size > FOUR_GIB
                || (onePage && size != PAGE)) {
            throw new UnmeasurableException(
                    FIRMWARE_SECTION,
                    "The firmware has a section %s of %d bytes at 0x%x, which cannot be."
                            .formatted(kind, size, address));
        }
        return new Section(kind, address, size);
    }

    private static UnmeasurableException malformed() {
        return new UnmeasurableException(
                FIRMWARE_METADATA, "What the firmware says of SEV-SNP is malformed.");
    }
}
