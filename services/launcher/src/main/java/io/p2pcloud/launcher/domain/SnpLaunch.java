package io.p2pcloud.launcher.domain;

import io.p2pcloud.attestation.GuestPolicy;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.guest.ConfidentialBoot;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What an AMD SEV-SNP guest is launched with besides what every guest has. The chip puts policy
/// and host data into every report, so a host that changes them is found out.
///
/// @param firmware absolute path of an OVMF that takes the hashes of kernel, initramfs and command
///   line into the launch measurement
/// @param policy what the guest allows (AMD 56860, 4.3): never debugging, never a migration agent
/// @param hostData `0x` and 64 hexadecimal digits, as [io.p2pcloud.common.Bytes32#toHex] writes
///   them
public record SnpLaunch(Path firmware, GuestPolicy policy, String hostData) {
    /// The one that tenants expect in the report.
    public static final GuestPolicy POLICY = ConfidentialBoot.POLICY;

    private static final Pattern HOST_DATA = Pattern.compile("0x[0-9a-f]{64}");

    public SnpLaunch {
        SafePath.check(firmware);
        if (!policy.has(GuestPolicy.MUST_BE_ONE)) {
            throw new IllegalArgumentException("bit 17 of a guest's policy is always one");
        }
        if (policy.has(GuestPolicy.DEBUG_ALLOWED)
                || policy.has(GuestPolicy.MIGRATION_AGENT_ALLOWED)) {
            throw new IllegalArgumentException(
                    "a confidential guest is neither debugged nor moved while it runs");
        }
        if (!HOST_DATA.matcher(hostData).matches()) {
            throw new IllegalArgumentException("host data is 0x and 64 digits");
        }
    }

    /// A launch under [#POLICY].
    public static SnpLaunch of(Path firmware, Bytes32 hostData) {
        return new SnpLaunch(firmware, POLICY, hostData.toHex());
    }
}
