package io.p2pcloud.attestation.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.attestation.SimulatedChip;
import io.p2pcloud.attestation.measurement.FirmwareSeeds;
import io.p2pcloud.attestation.measurement.LaunchMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShowAndMeasureTest {
    @TempDir Path folder;

    @Test
    void showsEveryFieldInWords() throws IOException {
        var chip = SimulatedChip.turin(2);
        var file = Files.write(folder.resolve("r"), chip.report().sign().toArray());
        var outcome = new ShowCommand().run(file);
        assertThat(outcome.status()).isEqualTo(ExitStatus.GOOD);
        assertThat(outcome.output())
                .contains("version              5\n")
                .contains("policy               0x30000 (ABI at least 0.0, SMT allowed)\n")
                .contains("platform             0x24 (ECC memory, alias check complete)\n")
                .contains("CPU                  family 1Ah, model 02h, stepping 1\n")
                .contains("chip id              " + chip.chipId())
                .contains(
                        "reported TCB         0x5100000004010101 (FMC 1, boot loader 1, TEE 1, SNP 4,"
                                + " microcode 81)\n")
                .contains("current firmware     1.55.49\n");
    }

    @Test
    void showsNothingOfAFileThatIsNoReport() throws IOException {
        var file = Files.write(folder.resolve("r"), new byte[1185]);
        assertThat(new ShowCommand().run(file))
                .isEqualTo(
                        CommandOutcome.unusable(
                                "The report file " + file + " has 1185 bytes, expected 1184."));
    }

    @Test
    void measuresFromFiles() throws IOException {
        var kernel = Files.writeString(folder.resolve("kernel"), "kernel");
        var withKernel = measure(LaunchMode.SNP, firmware(), kernel, null, "console=hvc0");
        assertThat(withKernel.status()).isEqualTo(ExitStatus.GOOD);
        assertThat(withKernel.output()).matches("[0-9a-f]{96}");
        assertThat(measure(LaunchMode.SNP, firmware(), kernel, kernel, "console=hvc0").output())
                .isNotEqualTo(withKernel.output());
        assertThat(measure(LaunchMode.SEV_ES, firmware(), null, null, null).output())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void saysWhatCannotBeMeasured() throws IOException {
        assertThat(measure(LaunchMode.SNP, folder.resolve("none"), null, null, null).complaint())
                .contains("there is no such file");
        assertThat(measure(LaunchMode.SNP, firmware(), null, null, "quiet").complaint())
                .isEqualTo("An initramfs or command line needs a kernel: add --kernel.");
        var request =
                new MeasureRequest(
                        LaunchMode.SNP, firmware(), null, null, null, 1, "EPYC-Venice", 1);
        assertThat(new MeasureCommand().run(request).complaint())
                .startsWith("There is no vCPU type EPYC-Venice; there are: EPYC, EPYC-Genoa");
        var empty = Files.write(folder.resolve("empty"), new byte[0]);
        assertThat(measure(LaunchMode.SNP, empty, null, null, null).status())
                .isEqualTo(ExitStatus.UNUSABLE);
    }

    private Path firmware() throws IOException {
        var image = Objects.requireNonNull(FirmwareSeeds.all().get("complete"));
        return Files.write(folder.resolve("OVMF.fd"), image.toArray());
    }

    private static CommandOutcome measure(
            LaunchMode mode,
            Path ovmf,
            @Nullable Path kernel,
            @Nullable Path initrd,
            @Nullable String append) {
        return new MeasureCommand()
                .run(new MeasureRequest(mode, ovmf, kernel, initrd, append, 2, "EPYC-v4", 1));
    }
}
