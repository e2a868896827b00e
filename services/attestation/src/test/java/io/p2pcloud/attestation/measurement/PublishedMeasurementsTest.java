package io.p2pcloud.attestation.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.Vectors;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Measured;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Unmeasurable;
import io.p2pcloud.common.Bytes;
import io.p2pcloud.common.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class PublishedMeasurementsTest {
    @Test
    void equalsEveryPublishedCase() {
        var folder = Vectors.folder().resolve("measurement");
        var cases =
                Json.parse(Vectors.read(folder.resolve("expected.json")).toArray()).get("cases");
        assertThat(cases.size()).isGreaterThanOrEqualTo(7);
        for (var one : cases) {
            var firmware = Vectors.read(folder.resolve(one.get("ovmf").stringValue()));
            var outcome = outcome(one, firmware);
            if (one.has("error")) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Unmeasurable.class,
                                refused ->
                                        assertThat(refused.fault())
                                                .isEqualTo(MeasurementFault.NO_KERNEL_HASHES));
            } else {
                assertThat(outcome)
                        .as(one.toString())
                        .isEqualTo(new Measured(Bytes.ofHex(one.get("ld").stringValue())));
            }
        }
    }

    private static MeasurementOutcome outcome(JsonNode one, Bytes firmware) {
        var mode = one.get("mode").stringValue();
        return mode.equals("snp-ovmf-hash")
                ? LaunchMeasurement.ofFirmware(firmware)
                : LaunchMeasurement.of(
                        new LaunchInputs(
                                LaunchMode.valueOf(mode.replace('-', '_').toUpperCase(Locale.ROOT)),
                                firmware,
                                boot(one),
                                VcpuType.EPYC_V4,
                                one.has("vcpus") ? one.get("vcpus").intValue() : 1,
                                one.has("features")
                                        ? Long.decode(one.get("features").stringValue())
                                        : 0));
    }

    private static @Nullable DirectBoot boot(JsonNode one) {
        return one.get("kernel").isNull()
                ? null
                : DirectBoot.of(
                        DirectBoot.NO_INITRD,
                        DirectBoot.NO_INITRD,
                        one.get("append").stringValue());
    }
}
