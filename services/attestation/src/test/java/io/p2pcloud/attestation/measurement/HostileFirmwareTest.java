package io.p2pcloud.attestation.measurement;

import static io.p2pcloud.attestation.measurement.MeasurementFault.FIRMWARE_METADATA;
import static io.p2pcloud.attestation.measurement.MeasurementFault.FIRMWARE_SECTION;
import static io.p2pcloud.attestation.measurement.MeasurementFault.FIRMWARE_SIZE;
import static io.p2pcloud.attestation.measurement.MeasurementFault.FIRMWARE_TABLE;
import static io.p2pcloud.attestation.measurement.MeasurementFault.NO_KERNEL_HASHES;
import static io.p2pcloud.attestation.measurement.MeasurementFault.NO_RESET_ADDRESS;
import static io.p2pcloud.attestation.measurement.SyntheticFirmware.CPUID;
import static io.p2pcloud.attestation.measurement.SyntheticFirmware.KERNEL_HASHES;
import static io.p2pcloud.attestation.measurement.SyntheticFirmware.SECRETS;
import static io.p2pcloud.attestation.measurement.SyntheticFirmware.SEC_MEMORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.common.Bytes;
import org.junit.jupiter.api.Test;

final class HostileFirmwareTest {
    private static final int SIZE = 16 << 10;
    private static final DirectBoot BOOT =
            DirectBoot.of(DirectBoot.NO_INITRD, DirectBoot.NO_INITRD, "");

    @Test
    void refusesSizesThatNoFirmwareHas() {
        assertThat(fault(Bytes.EMPTY)).isEqualTo(FIRMWARE_SIZE);
        assertThat(fault(Bytes.of(new byte[4095]))).isEqualTo(FIRMWARE_SIZE);
        assertThat(fault(Bytes.of(new byte[(16 << 20) + 4096]))).isEqualTo(FIRMWARE_SIZE);
    }

    @Test
    void refusesAnImageThatSaysNothingOfSev() {
        assertThat(fault(Bytes.of(new byte[4096]))).isEqualTo(FIRMWARE_METADATA);
        assertThat(fault(SyntheticFirmware.bare(SIZE).image())).isEqualTo(FIRMWARE_METADATA);
    }

    @Test
    void refusesATableLongerThanTheImage() {
        assertThat(fault(complete().withTableLengthOff(60_000).image())).isEqualTo(FIRMWARE_TABLE);
    }

    @Test
    void refusesATableShorterThanItsFooter() {
        assertThat(fault(SyntheticFirmware.bare(SIZE).withTableLengthOff(-1).image()))
                .isEqualTo(FIRMWARE_TABLE);
    }

    @Test
    void refusesAnEntryOfNoLengthOrMoreThanTheTable() {
        for (int length : new int[] {0, 17, 19, 60_000}) {
            assertThat(
                            fault(
                                    SyntheticFirmware.bare(SIZE)
                                            .entry(FirmwareTable.RESET_BLOCK, length)
                                            .image()))
                    .as("length %d", length)
                    .isEqualTo(FIRMWARE_TABLE);
        }
    }

    @Test
    void refusesTwoEntriesThatReadersWouldChooseFromDifferently() {
        assertThat(fault(complete().number(FirmwareTable.HASH_TABLE, 0x1000).image()))
                .isEqualTo(FIRMWARE_TABLE);
    }

    @Test
    void refusesMetadataOutsideTheImage() {
        for (int fromEnd : new int[] {0, 8, SIZE + 1, -1}) {
            assertThat(
                            fault(
                                    SyntheticFirmware.bare(SIZE)
                                            .number(FirmwareTable.SEV_METADATA, fromEnd)
                                            .image()))
                    .as("offset %d", fromEnd)
                    .isEqualTo(FIRMWARE_METADATA);
        }
    }

    @Test
    void refusesMoreSectionsThanAnyFirmwareHas() {
        assertThat(fault(complete().declaringSections(65).image())).isEqualTo(FIRMWARE_METADATA);
        assertThat(fault(complete().declaringSections(Integer.MAX_VALUE).image()))
                .isEqualTo(FIRMWARE_METADATA);
    }

    @Test
    void refusesSectionsOfUnknownKind() {
        assertThat(fault(complete().section(0x90_0000, 0x1000, 7).image()))
                .isEqualTo(FIRMWARE_SECTION);
    }

    @Test
    void refusesSectionsThatAreNotWholePages() {
        assertThat(fault(complete().section(0x90_0000, 0, SEC_MEMORY).image()))
                .isEqualTo(FIRMWARE_SECTION);
        assertThat(fault(complete().section(0x90_0000, 0x800, SEC_MEMORY).image()))
                .isEqualTo(FIRMWARE_SECTION);
        assertThat(fault(complete().section(0x90_0010, 0x1000, SEC_MEMORY).image()))
                .isEqualTo(FIRMWARE_SECTION);
        assertThat(fault(complete().section(0x90_0000, 0x2000, SECRETS).image()))
                .isEqualTo(FIRMWARE_SECTION);
        assertThat(fault(complete().section(0x90_0000, 0x2000, CPUID).image()))
                .isEqualTo(FIRMWARE_SECTION);
    }

    @Test
    void refusesSectionsBeyondAllBoundsBeforeMeasuringThem() {
        assertThat(fault(complete().section(0xffff_f000, 0x2000, SEC_MEMORY).image()))
                .isEqualTo(FIRMWARE_SECTION);
        assertThat(fault(complete().section(0, 0xffff_f000, SEC_MEMORY).image()))
                .isEqualTo(FIRMWARE_SECTION);
        var many = complete();
        for (int i = 0; i < 40; i++) {
            many.section(0, 0x7000_0000, SEC_MEMORY);
        }
        assertThat(fault(many.image())).isEqualTo(FIRMWARE_SECTION);
    }

    @Test
    void refusesAKernelThatTheFirmwareWouldNotCheck() {
        var noSection =
                SyntheticFirmware.bare(SIZE)
                        .number(FirmwareTable.HASH_TABLE, 0x81_0c00)
                        .number(FirmwareTable.SEV_METADATA, 2048)
                        .section(0x80_0000, 0x1000, SEC_MEMORY);
        assertThat(fault(noSection.image())).isEqualTo(NO_KERNEL_HASHES);
        var noTable =
                SyntheticFirmware.bare(SIZE)
                        .number(FirmwareTable.SEV_METADATA, 2048)
                        .section(0x81_0000, 0x1000, KERNEL_HASHES);
        assertThat(fault(noTable.image())).isEqualTo(NO_KERNEL_HASHES);
        assertThat(
                        LaunchMeasurementTest.fault(
                                LaunchMeasurementTest.measure(
                                        LaunchMode.SEV,
                                        SyntheticFirmware.bare(SIZE).image(),
                                        BOOT,
                                        "EPYC",
                                        1,
                                        0)))
                .isEqualTo(NO_KERNEL_HASHES);
    }

    @Test
    void refusesAHashTableOutsideItsPage() {
        for (int address : new int[] {0x81_0f80, 0x81_1000, 0x80_0c00, -1}) {
            var image =
                    SyntheticFirmware.bare(SIZE)
                            .number(FirmwareTable.HASH_TABLE, address)
                            .number(FirmwareTable.SEV_METADATA, 2048)
                            .section(0x81_0000, 0x1000, KERNEL_HASHES)
                            .image();
            assertThat(fault(image)).as("at 0x%x", address).isEqualTo(FIRMWARE_SECTION);
        }
    }

    @Test
    void refusesASecondVcpuThatHasNowhereToStart() {
        var image =
                SyntheticFirmware.bare(SIZE)
                        .number(FirmwareTable.SEV_METADATA, 2048)
                        .section(0x80_0000, 0x1000, SEC_MEMORY)
                        .image();
        assertThat(
                        LaunchMeasurementTest.fault(
                                LaunchMeasurementTest.measure(
                                        LaunchMode.SNP, image, null, "EPYC-v4", 2, 1)))
                .isEqualTo(NO_RESET_ADDRESS);
    }

    private static SyntheticFirmware complete() {
        return SyntheticFirmware.complete(SIZE);
    }

    private static MeasurementFault fault(Bytes image) {
        return LaunchMeasurementTest.fault(LaunchMeasurement.of(LaunchInputs.snp(image, BOOT, 1)));
    }
}
