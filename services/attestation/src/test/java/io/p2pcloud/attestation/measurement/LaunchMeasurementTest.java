package io.p2pcloud.attestation.measurement;

import static io.p2pcloud.attestation.measurement.LaunchMode.SEV;
import static io.p2pcloud.attestation.measurement.LaunchMode.SEV_ES;
import static io.p2pcloud.attestation.measurement.LaunchMode.SNP;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.measurement.MeasurementOutcome.Measured;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Unmeasurable;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Bytes32;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The digests here are what sev-snp-measure 0.0.13 prints for the same inputs.
final class LaunchMeasurementTest {
    private static final Bytes FIRMWARE = SyntheticFirmware.complete(64 << 10).image();
    private static final DirectBoot BOOT =
            DirectBoot.of(sha256("kernel"), sha256("initrd"), "console=hvc0 roothash=1234");

    @ParameterizedTest
    @CsvSource({
        "1, EPYC-v4,"
                + "53b0b526673ccc7a6f706078ec6e5d2282b23c5bfa3796b6eab10c9cca68e8f400414df71ef0edd845416d84cef64597",
        "1, EPYC-Genoa,"
                + "ff5a70e0689ca2e2ec353bcf594af01315d85821b52f3cd68998c6e5322d4ecba932e484ee2be5df66c04c1419069a42",
        "2, EPYC-v4,"
                + "db988af7329544f692cf675432018849cb16fab96c5411fe6ba5df5ce499484f8fa6368241d9635564aebc9b19b7493d",
        "8, EPYC-Milan,"
                + "4de63ab2641f1ddc41c2c9ca41465b75f0a2c6d1a17821b550fa8f34d4e0050c358c0405594f7550bc0072c21159b015",
        "64, EPYC-v4,"
                + "67be3ee73391a195e4a4d8a488e17505baac2c392fa0d971a0ae6257ce9f1c69a2080d13fe0ca80a8858904285772d60",
    })
    void agreesWithTheReferenceOnVcpuCountAndType(int vcpus, String type, String digest) {
        assertThat(measure(SNP, FIRMWARE, BOOT, type, vcpus, 1)).isEqualTo(measured(digest));
    }

    @Test
    void agreesWithTheReferenceOnTheOlderModes() {
        assertThat(measure(SEV, FIRMWARE, BOOT, "EPYC-Rome", 3, 0))
                .isEqualTo(
                        measured(
                                "538f1654811fcf1e51addb9c0e3ce037dd24704afe9f0aca1a194f564de292ff"));
        assertThat(measure(SEV_ES, FIRMWARE, BOOT, "EPYC-Rome", 3, 0))
                .isEqualTo(
                        measured(
                                "8ea1d8f4de6feafaad1162d292b65fdcb996475e4ef3ca7eb5ee7407fa2b0c55"));
    }

    @Test
    void agreesWithTheReferenceWithoutKernelOrInitramfs() {
        assertThat(measure(SNP, FIRMWARE, null, "EPYC-Turin", 4, 0x21))
                .isEqualTo(
                        measured(
                                "05ac6bbf576d1315dd34af135e11762961ebafea203f88aa2163deca34abb7f27e49be18125432ec0370f2b65425c07b"));
        var kernelAlone = DirectBoot.of(sha256("kernel"), DirectBoot.NO_INITRD, "");
        assertThat(measure(SNP, FIRMWARE, kernelAlone, "EPYC-v4", 1, 1))
                .isEqualTo(
                        measured(
                                "8ab3508cb267d60b460c1a168122939ad0b21cc53e9c6ba3f4df8d90f3652da428a776e30ae2466cf9eade958c2dfd98"));
    }

    @Test
    void changesWithEveryInput() {
        var base = measure(SNP, FIRMWARE, BOOT, "EPYC-v4", 2, 1);
        var otherCommandLine = DirectBoot.of(BOOT.kernel(), BOOT.initrd(), "console=hvc0");
        assertThat(measure(SNP, FIRMWARE, otherCommandLine, "EPYC-v4", 2, 1)).isNotEqualTo(base);
        assertThat(measure(SNP, FIRMWARE, BOOT, "EPYC-v4", 3, 1)).isNotEqualTo(base);
        assertThat(measure(SNP, FIRMWARE, BOOT, "EPYC-Rome", 2, 1)).isNotEqualTo(base);
        assertThat(measure(SNP, FIRMWARE, BOOT, "EPYC-v4", 2, 0x21)).isNotEqualTo(base);
        var changed = FIRMWARE.toArray();
        changed[0] ^= 1;
        assertThat(measure(SNP, Bytes.of(changed), BOOT, "EPYC-v4", 2, 1)).isNotEqualTo(base);
    }

    @Test
    void refusesVcpuCountsAndFeaturesThatNoMachineHas() {
        assertThat(fault(measure(SNP, FIRMWARE, BOOT, "EPYC-v4", 0, 1)))
                .isEqualTo(MeasurementFault.VCPU_COUNT);
        assertThat(fault(measure(SNP, FIRMWARE, BOOT, "EPYC-v4", 513, 1)))
                .isEqualTo(MeasurementFault.VCPU_COUNT);
        assertThat(fault(measure(SNP, FIRMWARE, BOOT, "EPYC-v4", 1, 0x20)))
                .isEqualTo(MeasurementFault.GUEST_FEATURES);
    }

    static MeasurementOutcome measure(
            LaunchMode mode,
            Bytes firmware,
            @Nullable DirectBoot boot,
            String type,
            int vcpus,
            long features) {
        return LaunchMeasurement.of(
                new LaunchInputs(
                        mode, firmware, boot, VcpuType.named(type).orElseThrow(), vcpus, features));
    }

    static MeasurementFault fault(MeasurementOutcome outcome) {
        return switch (outcome) {
            case Unmeasurable refused -> refused.fault();
            case Measured measured -> throw new AssertionError("measured " + measured.digest());
        };
    }

    private static MeasurementOutcome measured(String digest) {
        return new Measured(Bytes.ofHex(digest));
    }

    private static Bytes32 sha256(String text) {
        return Bytes32.of(Sha.of("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
