package io.p2pcloud.app.attestation;

import io.p2pcloud.attestation.command.CommandOutcome;
import io.p2pcloud.attestation.command.MeasureCommand;
import io.p2pcloud.attestation.command.MeasureRequest;
import io.p2pcloud.attestation.measurement.LaunchInputs;
import io.p2pcloud.attestation.measurement.LaunchMode;
import io.p2pcloud.attestation.measurement.VcpuType;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `attestation measure`.
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Print the launch measurement of a guest that QEMU starts, in hexadecimal.")
final class MeasureOptions implements Callable<Integer> {
    private static final Map<String, LaunchMode> MODES =
            Map.of(
                    "snp", LaunchMode.SNP,
                    "sev-snp", LaunchMode.SNP,
                    "seves", LaunchMode.SEV_ES,
                    "sev-es", LaunchMode.SEV_ES,
                    "sev", LaunchMode.SEV);

    @Option(
            names = "--mode",
            paramLabel = "snp|sev|seves",
            required = true,
            description = "The protection that the guest is launched under.")
    private String mode = "";

    @Option(
            names = "--ovmf",
            paramLabel = "FILE",
            required = true,
            description = "The firmware image.")
    private Path ovmf = Path.of("");

    @Option(names = "--kernel", paramLabel = "FILE", description = "The kernel of a direct boot.")
    private @Nullable Path kernel;

    @Option(names = "--initrd", paramLabel = "FILE", description = "Its initramfs.")
    private @Nullable Path initrd;

    @Option(names = "--append", paramLabel = "TEXT", description = "Its command line.")
    private @Nullable String append;

    @Option(
            names = "--vcpus",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of vCPUs. Default: ${DEFAULT-VALUE}.")
    private int vcpus;

    @Option(
            names = "--vcpu-type",
            paramLabel = "TYPE",
            description = "CPU model of QEMU. Default: EPYC-v4.")
    private String vcpuType = VcpuType.EPYC_V4.name();

    @Option(
            names = "--guest-features",
            paramLabel = "HEX",
            description = "SEV features of the first register state. Default: 0x1.")
    private String guestFeatures = "0x" + Long.toHexString(LaunchInputs.SNP_ACTIVE);

    @Spec private @Nullable CommandSpec spec;

    private final PrintWriter out;

    MeasureOptions(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        return AttestationCommand.end(
                outcome(),
                out,
                Objects.requireNonNull(spec, "set by picocli").commandLine().getErr());
    }

    private CommandOutcome outcome() {
        var launchMode = MODES.get(mode.toLowerCase(Locale.ROOT));
        if (launchMode == null) {
            return AttestationCommand.unusable(
                    "There is no mode " + mode + "; there are: snp, sev, seves.");
        }
        long features;
        try {
            features = Long.decode(guestFeatures);
        } catch (NumberFormatException e) {
            return AttestationCommand.unusable(
                    "Guest features are a number as 0x1, not " + guestFeatures + ".");
        }
        return new MeasureCommand()
                .run(
                        new MeasureRequest(
                                launchMode,
                                ovmf,
                                kernel,
                                initrd,
                                append,
                                vcpus,
                                vcpuType,
                                features));
    }
}
