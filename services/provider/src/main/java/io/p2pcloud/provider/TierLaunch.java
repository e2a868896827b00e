package io.p2pcloud.provider;

import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.domain.SnpLaunch;
import io.p2pcloud.protocol.v1.RefusalReason;
import io.p2pcloud.release.HostData;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// How the guest of a lease's tier is launched. A CONFIDENTIAL lease is served by the chip or not
/// at all, never silently as STANDARD.
final class TierLaunch {
    private TierLaunch() {}

    /// @param offered the tiers that this host's hypervisor can start
    /// @param firmware the firmware of confidential guests, where the boot bundle has it
    /// @return empty for STANDARD
    /// @throws Refusal when the host cannot give what the lease promises
    static Optional<SnpLaunch> of(
            Tier tier, Set<Tier> offered, Optional<Path> firmware, HostData hostData)
            throws Refusal {
        return switch (tier) {
            case STANDARD -> Optional.empty();
            case CONFIDENTIAL -> {
                if (!offered.contains(Tier.CONFIDENTIAL)) {
                    throw unavailable(
                            "This host cannot start confidential machines: its hypervisor offers no"
                                    + " SEV-SNP.");
                }
                if (firmware.isEmpty()) {
                    throw unavailable(
                            "This host's boot bundle has no firmware for confidential machines.");
                }
                yield Optional.of(SnpLaunch.of(firmware.get(), hostData.digest()));
            }
        };
    }

    private static Refusal unavailable(String sentence) {
        return new Refusal(RefusalReason.REFUSAL_REASON_TIER_UNAVAILABLE, sentence);
    }
}
