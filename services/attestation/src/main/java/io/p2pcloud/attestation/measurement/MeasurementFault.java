package io.p2pcloud.attestation.measurement;

/// Why inputs have no launch measurement.
public enum MeasurementFault {
    /// The firmware is empty, too large, or no whole number of pages.
    FIRMWARE_SIZE,
    /// The firmware's table of GUIDs is malformed.
    FIRMWARE_TABLE,
    /// The firmware says nothing of SEV, or malformed things.
    FIRMWARE_METADATA,
    /// A section is of an unknown kind, not of whole pages, or beyond all bounds.
    FIRMWARE_SECTION,
    /// A kernel was given, and the firmware has no place for its hash: it would not check it.
    NO_KERNEL_HASHES,
    /// Several vCPUs, and the firmware does not say where the others start.
    NO_RESET_ADDRESS,
    /// The number of vCPUs is not from 1 to 512.
    VCPU_COUNT,
    /// Guest features without SNP.
    GUEST_FEATURES
}
