package io.p2pcloud.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import io.p2pcloud.common.Tier;
import io.p2pcloud.protocol.v1.RefusalReason;
import io.p2pcloud.release.HostData;
import io.p2pcloud.release.Secp256k1Key;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TierLaunchTest {
    /// The generator of secp256k1 (SEC 2, 2.4.1), a valid key that is nobody's.
    private static final Secp256k1Key KEY =
            new Secp256k1Key(
                    Bytes.ofHex(
                            "0x0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                                    + "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"));

    private static final HostData HOST_DATA =
            new HostData(Bytes32.ofNumber(1), 1, Bytes32.ofNumber(2), KEY);
    private static final Optional<Path> FIRMWARE = Optional.of(Path.of("/b/OVMF.amdsev.fd"));

    @Test
    void refusesAConfidentialLeaseOnAHostWithoutTheChip() {
        assertThatThrownBy(() ->
                        TierLaunch.of(
                                Tier.CONFIDENTIAL, Set.of(Tier.STANDARD), FIRMWARE, HOST_DATA))
                .isInstanceOfSatisfying(Refusal.class, TierLaunchTest::isUnavailable)
                .hasMessageContaining("SEV-SNP");
    }

    @Test
    void refusesAConfidentialLeaseWithoutTheFirmware() {
        assertThatThrownBy(() ->
                        TierLaunch.of(
                                Tier.CONFIDENTIAL,
                                EnumSet.allOf(Tier.class),
                                Optional.empty(),
                                HOST_DATA))
                .isInstanceOfSatisfying(Refusal.class, TierLaunchTest::isUnavailable)
                .hasMessageContaining("firmware");
    }

    @Test
    void tiesAConfidentialGuestToItsLease() throws Refusal {
        var snp = TierLaunch.of(Tier.CONFIDENTIAL, EnumSet.allOf(Tier.class), FIRMWARE, HOST_DATA);
        assertThat(snp)
                .hasValueSatisfying(launch -> {
                    assertThat(launch.hostData()).isEqualTo(HOST_DATA.digest().toHex());
                    assertThat(launch.firmware()).isEqualTo(FIRMWARE.get());
                });
    }

    @Test
    void givesAStandardLeaseNoShieldEvenWhereThereIsOne() throws Refusal {
        assertThat(TierLaunch.of(Tier.STANDARD, EnumSet.allOf(Tier.class), FIRMWARE, HOST_DATA))
                .isEmpty();
    }

    private static void isUnavailable(Refusal refusal) {
        assertThat(refusal.reason()).isEqualTo(RefusalReason.REFUSAL_REASON_TIER_UNAVAILABLE);
    }
}
