package io.p2pcloud.attestation;

/// The version of the SNP firmware itself, as in "1.55.29" (AMD 56860, 7.3, CURRENT_MAJOR,
/// CURRENT_MINOR and CURRENT_BUILD).
public record FirmwareRelease(int major, int minor, int build) {
    @Override
    public String toString() {
        return major + "." + minor + "." + build;
    }
}
