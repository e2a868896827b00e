package io.p2pcloud.launcher.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.launcher.domain.Accelerator;
import io.p2pcloud.launcher.hypervisor.AcceleratorVerdict.Finding;
import io.p2pcloud.launcher.hypervisor.TrialBoot.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorProbeTest {
    private static final Duration SILENCE = Duration.ofSeconds(3);

    @TempDir private Path folder;
    private Path qemu;
    private Path kernel;
    private int trials;

    @BeforeEach
    void recordAHost() throws IOException {
        qemu = InstalledQemu.program();
        kernel = TinyKernel.write(folder, TinyKernel.Act.RESET);
        Files.createDirectories(folder.resolve("dev"));
        Files.createFile(folder.resolve("dev/kvm"));
        write("proc/version", "Linux version 6.12.1");
        write("proc/sys/kernel/random/boot_id", "first boot");
    }

    @Test
    void takesKvmOnlyWhenAKernelBootedUnderIt() throws Exception {
        assertThat(judge(Result.ARRIVED).accelerator()).isEqualTo(Accelerator.KVM);
    }

    @Test
    void translatesWhenAKernelHangsUnderKvmAndSaysSo() throws Exception {
        var verdict = judge(Result.SILENT);
        assertThat(verdict.accelerator()).isEqualTo(Accelerator.TCG);
        assertThat(verdict.finding()).isEqualTo(Finding.GUEST_HANGS);
        assertThat(verdict.sentence()).contains("hangs");
    }

    @Test
    void translatesWithoutTheDeviceAndWithoutATrial() throws Exception {
        Files.delete(folder.resolve("dev/kvm"));
        assertThat(judge(Result.ARRIVED).finding()).isEqualTo(Finding.NO_DEVICE);
        assertThat(trials).isZero();
    }

    @Test
    void keepsAGoodVerdictUntilAVersionChanges() throws Exception {
        judge(Result.ARRIVED);
        write("proc/sys/kernel/random/boot_id", "second boot");
        judge(Result.SILENT);
        assertThat(trials).isEqualTo(1);
        write("proc/version", "Linux version 6.12.2");
        assertThat(judge(Result.SILENT).finding()).isEqualTo(Finding.GUEST_HANGS);
        assertThat(trials).isEqualTo(2);
    }

    @Test
    void keepsABadVerdictOnlyUntilTheHostRestarts() throws Exception {
        judge(Result.GAVE_UP);
        assertThat(judge(Result.ARRIVED).finding()).isEqualTo(Finding.GUEST_FAILS);
        write("proc/sys/kernel/random/boot_id", "second boot");
        assertThat(judge(Result.ARRIVED).finding()).isEqualTo(Finding.WORKS);
    }

    @Test
    void probesAnewWhenTheKeptVerdictIsDamaged() throws Exception {
        judge(Result.ARRIVED);
        Files.writeString(folder.resolve("verdict.json"), "{\"verdict\": 7");
        judge(Result.ARRIVED);
        assertThat(trials).isEqualTo(2);
    }

    @Test
    void seesAKernelArriveOnTheRealQemu() throws Exception {
        var panics = TinyKernel.write(folder, TinyKernel.Act.RESET, "Kernel panic - no root");
        assertThat(trial(panics)).isEqualTo(Result.ARRIVED);
    }

    @Test
    void takesAKernelThatResetsEarlyForAFailure() throws Exception {
        assertThat(trial(TinyKernel.write(folder, TinyKernel.Act.RESET))).isEqualTo(Result.GAVE_UP);
    }

    @Test
    void givesUpOnAKernelThatFallsSilent() throws Exception {
        assertThat(trial(TinyKernel.write(folder, TinyKernel.Act.HALT))).isEqualTo(Result.SILENT);
    }

    private Result trial(Path image) throws Exception {
        return new TrialBoot(qemu, SILENCE, Duration.ofSeconds(30)).boot(image, Accelerator.TCG);
    }

    private AcceleratorVerdict judge(Result result) throws Exception {
        var probe =
                new AcceleratorProbe(
                        qemu,
                        folder.resolve("verdict.json"),
                        folder,
                        _ -> {
                            trials++;
                            return result;
                        });
        return probe.judge(kernel);
    }

    private void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }
}
