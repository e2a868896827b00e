package io.p2pcloud.attestation.measurement;

/// A run of guest memory that the firmware asks the host to prepare (edk2
/// OvmfPkg/ResetVector/X64/OvmfSevMetadata.asm).
///
/// @param address of the first byte in the guest
/// @param size in bytes, whole pages
record Section(Kind kind, long address, long size) {
    enum Kind {
        SEC_MEMORY(1),
        SECRETS(2),
        CPUID(3),
        SVSM_CALLING_AREA(4),
        KERNEL_HASHES(0x10);

        private final long code;

        Kind(long code) {
            this.code = code;
        }

        static Kind of(long code) throws UnmeasurableException {
            for (var kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new UnmeasurableException(
                    MeasurementFault.FIRMWARE_SECTION,
                    "The firmware has a section of unknown kind %d.".formatted(code));
        }
    }
}
