package io.p2pcloud.attestation.measurement;

/// Which generation of AMD's protection a guest is launched under. Only SNP earns trust; the
/// digests of the others are for naming what an old machine started.
public enum LaunchMode {
    /// SHA-384 over a chain of pages.
    SNP,
    /// SHA-256 over firmware, kernel hashes and first register state.
    SEV_ES,
    /// SHA-256 over firmware and kernel hashes.
    SEV
}
