package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.measurement.LaunchMode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `attestation measure`: what was asked for.
///
/// @param kernel null to boot from a disk; then `initrd` and `append` are null, too
/// @param append the kernel's command line
/// @param vcpuType as after QEMU's -cpu
/// @param guestFeatures SEV_FEATURES, for SNP
public record MeasureRequest(
        LaunchMode mode,
        Path ovmf,
        @Nullable Path kernel,
        @Nullable Path initrd,
        @Nullable String append,
        int vcpus,
        String vcpuType,
        long guestFeatures) {}
