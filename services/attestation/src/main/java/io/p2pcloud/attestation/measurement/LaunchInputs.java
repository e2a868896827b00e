package io.p2pcloud.attestation.measurement;

import io.p2pcloud.common.Bytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that the launch measurement depends on.
///
/// @param firmware the OVMF image, of any origin
/// @param boot null when the firmware finds its boot loader on a disk
/// @param vcpus 1 or more; SEV does not measure it
/// @param guestFeatures SEV_FEATURES of the first register state (AMD APM volume 2, table B-4): 1
///   is SNP alone, 0x21 with debug swap; SEV and SEV-ES do not use it
public record LaunchInputs(
        LaunchMode mode,
        Bytes firmware,
        @Nullable DirectBoot boot,
        VcpuType vcpuType,
        int vcpus,
        long guestFeatures) {
    public static final long SNP_ACTIVE = 1;

    /// An SNP launch as this app makes them.
    public static LaunchInputs snp(Bytes firmware, DirectBoot boot, int vcpus) {
        return new LaunchInputs(
                LaunchMode.SNP, firmware, boot, VcpuType.EPYC_V4, vcpus, SNP_ACTIVE);
    }

    Optional<DirectBoot> directBoot() {
        return Optional.ofNullable(boot);
    }
}
