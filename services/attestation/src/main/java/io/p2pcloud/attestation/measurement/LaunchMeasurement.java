package io.p2pcloud.attestation.measurement;

import io.p2pcloud.attestation.measurement.MeasurementOutcome.Measured;
import io.p2pcloud.common.Bytes;

/// Computes launch measurements: pure, no files, no clock.
public final class LaunchMeasurement {
    private static final int MAX_VCPUS = 512;

    private LaunchMeasurement() {}

    /// The digest that the firmware of the processor will put into MEASUREMENT of every report of
    /// this guest (AMD 56860, 8.17, SNP_LAUNCH_UPDATE), or into the launch measurement of SEV and
    /// SEV-ES (AMD 55766, LAUNCH_MEASURE).
    public static MeasurementOutcome of(LaunchInputs inputs) {
        try {
            return new Measured(digest(inputs));
        } catch (UnmeasurableException e) {
            return e.outcome();
        }
    }

    /// The SNP digest after the firmware's own pages alone: other tools take it in place of the
    /// file.
    static MeasurementOutcome ofFirmware(Bytes firmware) {
        try {
            var digest = new SnpDigest();
            digest.firmware(Firmware.read(firmware, true));
            return new Measured(digest.value());
        } catch (UnmeasurableException e) {
            return e.outcome();
        }
    }

    private static Bytes digest(LaunchInputs inputs) throws UnmeasurableException {
        if (inputs.vcpus() < 1 || inputs.vcpus() > MAX_VCPUS) {
            throw new UnmeasurableException(
                    MeasurementFault.VCPU_COUNT,
                    "A machine has 1 to %d vCPUs, not %d.".formatted(MAX_VCPUS, inputs.vcpus()));
        }
        return switch (inputs.mode()) {
            case SNP -> snp(inputs);
            case SEV_ES, SEV -> legacy(inputs);
        };
    }

    private static Bytes snp(LaunchInputs inputs) throws UnmeasurableException {
        if ((inputs.guestFeatures() & LaunchInputs.SNP_ACTIVE) == 0) {
            throw new UnmeasurableException(
                    MeasurementFault.GUEST_FEATURES,
                    "Guest features 0x%x are without SNP, bit 0."
                            .formatted(inputs.guestFeatures()));
        }
        var firmware = Firmware.read(inputs.firmware(), true);
        var digest = new SnpDigest();
        digest.firmware(firmware);
        digest.sections(firmware, inputs.directBoot());
        var vcpus = new Vmsa(inputs.vcpuType().cpu(), inputs.guestFeatures());
        digest.vcpu(vcpus.first());
        if (inputs.vcpus() > 1) {
            var others = vcpus.startingAt(firmware.resetAddress());
            for (int i = 1; i < inputs.vcpus(); i++) {
                digest.vcpu(others);
            }
        }
        return digest.value();
    }

    private static Bytes legacy(LaunchInputs inputs) throws UnmeasurableException {
        var firmware = Firmware.read(inputs.firmware(), false);
        var digest = Sha.of("SHA-256");
        firmware.update(digest);
        var boot = inputs.directBoot();
        if (boot.isPresent()) {
            firmware.requireHashTable();
            digest.update(KernelHashes.table(boot.get()));
        }
        if (inputs.mode() == LaunchMode.SEV_ES) {
            var vcpus = new Vmsa(inputs.vcpuType().cpu(), 0);
            digest.update(vcpus.first());
            if (inputs.vcpus() > 1) {
                var others = vcpus.startingAt(firmware.resetAddress());
                for (int i = 1; i < inputs.vcpus(); i++) {
                    digest.update(others);
                }
            }
        }
        return Bytes.of(digest.digest());
    }
}
