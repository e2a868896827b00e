package io.p2pcloud.attestation.command;

import io.p2pcloud.attestation.measurement.DirectBoot;
import io.p2pcloud.attestation.measurement.LaunchInputs;
import io.p2pcloud.attestation.measurement.LaunchMeasurement;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Measured;
import io.p2pcloud.attestation.measurement.MeasurementOutcome.Unmeasurable;
import io.p2pcloud.attestation.measurement.VcpuType;
import io.p2pcloud.common.Hex;
import org.jspecify.annotations.Nullable;

/// Prints a launch measurement in hexadecimal.
public final class MeasureCommand {
    private static final int MAX_FIRMWARE = 16 << 20;

    public MeasureCommand() {}

    public CommandOutcome run(MeasureRequest request) {
        try {
            return switch (LaunchMeasurement.of(inputs(request))) {
                case Measured(var digest) ->
                        CommandOutcome.of(ExitStatus.GOOD, Hex.plain(digest.toArray()));
                case Unmeasurable(_, var sentence) -> CommandOutcome.unusable(sentence);
            };
        } catch (UnusableInputException e) {
            return e.outcome();
        }
    }

    private static LaunchInputs inputs(MeasureRequest request) throws UnusableInputException {
        var type =
                VcpuType.named(request.vcpuType())
                        .orElseThrow(() ->
                                new UnusableInputException(
                                        "There is no vCPU type %s; there are: %s."
                                                .formatted(
                                                        request.vcpuType(),
                                                        String.join(", ", VcpuType.names()))));
        return new LaunchInputs(
                request.mode(),
                InputFile.read("firmware", request.ovmf(), MAX_FIRMWARE),
                boot(request),
                type,
                request.vcpus(),
                request.guestFeatures());
    }

    private static @Nullable DirectBoot boot(MeasureRequest request) throws UnusableInputException {
        var kernel = request.kernel();
        var initrd = request.initrd();
        var append = request.append();
        if (kernel == null) {
            if (initrd != null || append != null) {
                throw new UnusableInputException(
                        "An initramfs or command line needs a kernel: add --kernel.");
            }
            return null;
        }
        return DirectBoot.of(
                InputFile.sha256("kernel", kernel),
                initrd == null ? DirectBoot.NO_INITRD : InputFile.sha256("initramfs", initrd),
                append == null ? "" : append);
    }
}
