package io.p2pcloud.attestation;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one session expects to be bound into the report (AMD 56860, 7.3, REPORT_DATA, HOST_DATA and
/// CHIP_ID). The caller makes the nonce inside `reportData`, uses it once, and remembers the chip.
///
/// @param reportData 64 bytes: the digest over the guest's fresh keys, the nonce, lease and boot
/// @param hostData 32 bytes: the digest over lease, boot, manifest and launch key
/// @param issuedAt when the nonce was handed out
/// @param chip the chip id, 64 bytes, that the offer registered or that this server ran on before;
///   null on first sight
public record Challenge(
        Bytes reportData, Bytes32 hostData, Instant issuedAt, @Nullable Bytes chip) {
    private static final int SIZE = 64;

    public Challenge {
        if (reportData.size() != SIZE) {
            throw new IllegalArgumentException(
                    "report data has 64 bytes, got " + reportData.size());
        }
        if (chip != null && chip.size() != SIZE) {
            throw new IllegalArgumentException("a chip id has 64 bytes, got " + chip.size());
        }
    }

    Optional<Bytes> expectedChip() {
        return Optional.ofNullable(chip);
    }
}
