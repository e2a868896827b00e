package io.p2pcloud.attestation.measurement;

import io.p2pcloud.common.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// The launch digest while pages are added: each replaces it with the SHA-384 of a PAGE_INFO that
/// holds the digest so far, what the page contains, its type and its address (AMD 56860, 8.17,
/// SNP_LAUNCH_UPDATE, PAGE_INFO).
final class SnpDigest {
    private static final int DIGEST = 48;
    private static final short PAGE_INFO = 0x70;
    private static final byte NORMAL = 1;
    private static final byte VMSA = 2;
    private static final byte ZERO = 3;
    private static final byte SECRETS = 5;
    private static final byte CPUID = 6;

    /// The address -1 with its offset and the bits above 51 clear.
    private static final long VMSA_ADDRESS = 0xffff_ffff_f000L;

    private final MessageDigest sha = Sha.of("SHA-384");
    private final byte[] page = new byte[PAGE_INFO];
    private final ByteBuffer fields = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);

    Bytes value() {
        return Bytes.of(page).slice(0, DIGEST);
    }

    void firmware(Firmware firmware) {
        var bytes = firmware.bytes();
        for (int at = 0; at < bytes.length; at += Firmware.PAGE) {
            sha.update(bytes, at, Firmware.PAGE);
            hashed(NORMAL, firmware.address() + at);
        }
    }

    void sections(Firmware firmware, Optional<DirectBoot> boot) throws UnmeasurableException {
        boolean hashesPlaced = false;
        for (var section : firmware.sections()) {
            switch (section.kind()) {
                case SEC_MEMORY, SVSM_CALLING_AREA -> zeros(section);
                case SECRETS -> empty(SECRETS, section.address());
                case CPUID -> empty(CPUID, section.address());
                case KERNEL_HASHES -> {
                    if (boot.isPresent()) {
                        sha.update(kernelHashes(firmware, section, boot.get()));
                        hashed(NORMAL, section.address());
                        hashesPlaced = true;
                    } else {
                        zeros(section);
                    }
                }
            }
        }
        if (boot.isPresent() && !hashesPlaced) {
            throw new UnmeasurableException(
                    MeasurementFault.NO_KERNEL_HASHES,
                    "The firmware has no place for the hashes of a kernel, so it would not check"
                            + " it: build OVMF for AmdSev.");
        }
    }

    void vcpu(byte[] vmsa) {
        sha.update(vmsa);
        hashed(VMSA, VMSA_ADDRESS);
    }

    private static byte[] kernelHashes(Firmware firmware, Section section, DirectBoot boot)
            throws UnmeasurableException {
        long offset = firmware.hashTableAddress() - section.address();
        if (section.size() != Firmware.PAGE
                || offset < 0
                || offset + KernelHashes.SIZE > Firmware.PAGE) {
            throw new UnmeasurableException(
                    MeasurementFault.FIRMWARE_SECTION,
                    "The firmware's table of kernel hashes lies outside the page that is kept for"
                            + " it.");
        }
        var page = new byte[Firmware.PAGE];
        System.arraycopy(KernelHashes.table(boot), 0, page, (int) offset, KernelHashes.SIZE);
        return page;
    }

    private void zeros(Section section) {
        for (long at = 0; at < section.size(); at += Firmware.PAGE) {
            empty(ZERO, section.address() + at);
        }
    }

    private void empty(byte type, long address) {
        Arrays.fill(page, DIGEST, 2 * DIGEST, (byte) 0);
        add(type, address);
    }

    /// Adds the page whose bytes are in the hash.
    private void hashed(byte type, long address) {
        digestInto(DIGEST);
        add(type, address);
    }

    private void add(byte type, long address) {
        fields.putShort(96, PAGE_INFO);
        fields.put(98, type);
        fields.putLong(104, address);
        sha.update(page);
        digestInto(0);
    }

    private void digestInto(int offset) {
        try {
            sha.digest(page, offset, DIGEST);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-384 has 48 bytes", e);
        }
    }
}
