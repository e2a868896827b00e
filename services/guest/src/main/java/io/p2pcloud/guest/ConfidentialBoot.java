package io.p2pcloud.guest;

import io.p2pcloud.attestation.GuestPolicy;
import io.p2pcloud.attestation.LaunchProfile;
import io.p2pcloud.attestation.measurement.DirectBoot;
import io.p2pcloud.attestation.measurement.LaunchInputs;
import io.p2pcloud.attestation.measurement.LaunchMeasurement;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Measured;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Unmeasurable;
import io.p2pcloud.common.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the chip's report of a confidential machine of a bundle must say, computed on this computer
/// from the bundle's own files.
public final class ConfidentialBoot {
    /// What every confidential guest allows: multithreading, as on nearly every host; nothing else
    /// (AMD 56860, 4.3).
    public static final GuestPolicy POLICY =
            new GuestPolicy(GuestPolicy.SMT_ALLOWED | GuestPolicy.MUST_BE_ONE);

    /// The most vCPUs for which measurements are made.
    public static final int MAX_VCPUS = 64;

    /// An OVMF has 4 MiB; the room that QEMU maps below 4 GiB is not much larger.
    static final long MAX_FIRMWARE = 16 << 20;

    private ConfidentialBoot() {}

    /// The profile of a machine of this image that has at least so many vCPUs: more of them than
    /// ordered hide nothing from the tenant.
    ///
    /// @param leastVcpus 1 to [#MAX_VCPUS]
    /// @return empty when the bundle has no firmware for confidential machines
    /// @throws IOException with one sentence for the user when the firmware cannot be read or
    ///   measured
    public static Optional<LaunchProfile> profile(BootBundle bundle, Image image, int leastVcpus)
            throws IOException {
        if (leastVcpus < 1 || leastVcpus > MAX_VCPUS) {
            throw new IOException(
                    "Confidential machines have 1 to "
                            + MAX_VCPUS
                            + " vCPUs, not "
                            + leastVcpus
                            + ".");
        }
        if (bundle.firmware().isEmpty()) {
            return Optional.empty();
        }
        var firmware = Bytes.of(Files.readAllBytes(bundle.firmware().get().path()));
        var digests = new ArrayList<Bytes>();
        for (int vcpus = leastVcpus; vcpus <= MAX_VCPUS; vcpus++) {
            digests.add(measure(bundle, image, firmware, vcpus));
        }
        var name = image.title() + ", " + leastVcpus + (leastVcpus == 1 ? " vCPU" : " vCPUs");
        return Optional.of(new LaunchProfile(name, List.copyOf(digests), POLICY, 0, 0, null));
    }

    static Bytes measure(BootBundle bundle, Image image, Bytes firmware, int vcpus)
            throws IOException {
        var boot =
                DirectBoot.of(
                        bundle.kernel().sha256(),
                        bundle.initramfs().sha256(),
                        bundle.kernelCommandLine(image));
        return switch (LaunchMeasurement.of(LaunchInputs.snp(firmware, boot, vcpus))) {
            case Measured(var digest) -> digest;
            case Unmeasurable(_, var sentence) ->
                    throw new IOException(
                            "This firmware cannot start confidential machines: " + sentence);
        };
    }
}
