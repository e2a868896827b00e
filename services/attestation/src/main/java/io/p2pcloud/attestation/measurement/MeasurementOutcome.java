package io.p2pcloud.attestation.measurement;

import io.p2pcloud.common.Bytes;

/// The launch measurement, or why there is none.
public sealed interface MeasurementOutcome {
    /// @param digest 48 bytes for SNP, 32 for SEV and SEV-ES
    record Measured(Bytes digest) implements MeasurementOutcome {}

    /// @param sentence what is wrong with the inputs
    record Unmeasurable(MeasurementFault fault, String sentence) implements MeasurementOutcome {}
}
