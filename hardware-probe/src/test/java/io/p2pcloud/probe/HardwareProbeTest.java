package io.p2pcloud.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.p2pcloud.probe.FeatureState.Available;
import io.p2pcloud.probe.FeatureState.Off;
import io.p2pcloud.probe.FeatureState.Reason;
import io.p2pcloud.probe.FeatureState.Unknown;
import io.p2pcloud.probe.FeatureState.Unsupported;
import io.p2pcloud.probe.Inventory.Memory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import oshi.SystemInfo;

/// Over small trees in the form that such machines show; they lie in the test resources.
class HardwareProbeTest {
    @TempDir private Path folder;

    @Test
    void findsSnpAvailableOnAMilanThatHasItOn() throws Exception {
        var inventory = recorded("milan-snp-on");
        assertThat(inventory.sev())
                .allSatisfy((_, state) -> assertThat(state).isEqualTo(new Available()));
        assertThat(inventory.processor())
                .isEqualTo(
                        new Processor(
                                "AuthenticAMD", "AMD EPYC 7543 32-Core Processor", 25, 1, 1, 4, 2));
        assertThat(inventory.processor().generation()).isEqualTo(Generation.MILAN);
        assertThat(inventory.kvm()).isEqualTo(new KvmState.Opens());
        assertThat(inventory.memory()).isEqualTo(new Memory(256_835, 128_417));
        assertThat(inventory.host())
                .isEqualTo(
                        new Inventory.Host(
                                "6.12.48+deb13-amd64", false, "Supermicro AS -1114S-WTRT"));
    }

    @Test
    void namesTheFirmwareSettingsOfAMilanThatHasThemOff() throws Exception {
        assertThat(recorded("milan-firmware-off").sev(SevFeature.SEV_SNP))
                .isInstanceOfSatisfying(
                        Off.class,
                        off -> {
                            assertThat(off.reason()).isEqualTo(Reason.FIRMWARE_SETTING);
                            assertThat(off.sentence()).startsWith("The kernel sees no SEV-SNP");
                            assertThat(off.remedies()).hasSize(3);
                            assertThat(off.remedies().getLast()).contains("RMP table");
                        });
    }

    @Test
    void asksForANewerKernelWhereOnlyTheKernelIsMissing() throws Exception {
        var inventory = recorded("milan-old-kernel");
        assertThat(inventory.sev(SevFeature.SEV)).isEqualTo(new Available());
        assertThat(inventory.sev(SevFeature.SEV_ES)).isEqualTo(new Available());
        assertThat(inventory.sev(SevFeature.SEV_SNP))
                .isInstanceOfSatisfying(
                        Off.class,
                        off -> {
                            assertThat(off.reason()).isEqualTo(Reason.KERNEL_TOO_OLD);
                            assertThat(off.sentence()).contains("Linux 6.1").contains("6.11");
                            assertThat(off.remedies())
                                    .singleElement()
                                    .asString()
                                    .contains("bookworm-backports");
                        });
    }

    @Test
    void pointsAtTheIommuWhereTheModuleRefusesAGenoa() throws Exception {
        var inventory = recorded("genoa-iommu-passthrough");
        assertThat(inventory.processor().generation()).isEqualTo(Generation.GENOA);
        assertThat(inventory.sev(SevFeature.SEV_SNP))
                .isInstanceOfSatisfying(
                        Off.class,
                        off -> {
                            assertThat(off.reason()).isEqualTo(Reason.SWITCHED_OFF);
                            assertThat(off.remedies()).anyMatch(step -> step.contains("iommu=pt"));
                        });
    }

    @Test
    void promisesNoSnpOnRomeAndAsksForTheModule() throws Exception {
        var inventory = recorded("rome");
        assertThat(inventory.sev(SevFeature.SEV_SNP)).isInstanceOf(Unsupported.class);
        assertThat(inventory.sev(SevFeature.SEV_ES))
                .isInstanceOfSatisfying(
                        Off.class,
                        off -> assertThat(off.reason()).isEqualTo(Reason.MODULE_NOT_LOADED));
        assertThat(inventory.kvm())
                .isInstanceOfSatisfying(
                        KvmState.Missing.class,
                        missing -> assertThat(missing.remedies().toString()).contains("kvm_amd"));
    }

    @Test
    void believesNoDesktopWhoseFlagsClaimSev() throws Exception {
        assertThat(recorded("ryzen-desktop").sev())
                .allSatisfy((_, state) -> assertThat(state).isInstanceOf(Unsupported.class));
    }

    @Test
    void saysThatAnIntelLaptopNeverHasSev() throws Exception {
        var inventory = recorded("intel-laptop");
        assertThat(inventory.processor().generation()).isEqualTo(Generation.NOT_AMD);
        assertThat(inventory.sev(SevFeature.SEV_SNP))
                .isEqualTo(
                        new Unsupported(
                                "SEV-SNP is a feature of AMD EPYC; this is 13th Gen Intel(R)"
                                        + " Core(TM) i7-1360P."));
        assertThat(inventory.kvm()).isEqualTo(new KvmState.Opens());
    }

    @Test
    void seesThatAMachineIsVirtualEvenUnderAnEpycsName() throws Exception {
        var inventory = recorded("vm-on-epyc");
        assertThat(inventory.host().virtual()).isTrue();
        assertThat(inventory.host().product()).startsWith("QEMU ");
        assertThat(inventory.sev(SevFeature.SEV))
                .isEqualTo(
                        new Unsupported(
                                "This is a virtual machine; SEV needs the processor itself."));
        assertThat(inventory.kvm())
                .isInstanceOfSatisfying(
                        KvmState.Missing.class,
                        missing -> assertThat(missing.remedies().toString()).contains("nested"));
    }

    @Test
    void tellsAMissingSecurityProcessorFromAMissingFeature() throws Exception {
        copy("milan-snp-on");
        Files.delete(folder.resolve("dev/sev"));
        assertThat(probed().sev(SevFeature.SEV_SNP))
                .isInstanceOfSatisfying(
                        Off.class,
                        off -> assertThat(off.reason()).isEqualTo(Reason.SECURITY_PROCESSOR));
    }

    @Test
    void knowsFromCpuidThatTheProcessorHasWhatTheKernelHides() throws Exception {
        copy("milan-firmware-off");
        Files.createDirectories(folder.resolve("dev/cpu/0"));
        var registers = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x1b);
        try (var device =
                FileChannel.open(
                        folder.resolve("dev/cpu/0/cpuid"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.SPARSE)) {
            device.write(registers, 0x8000_001fL);
        }
        assertThat(probed().sev(SevFeature.SEV_SNP))
                .isInstanceOfSatisfying(
                        Off.class,
                        off ->
                                assertThat(off.sentence())
                                        .isEqualTo(
                                                "The processor has SEV-SNP, and the firmware left"
                                                        + " it off."));
    }

    @Test
    void survivesATreeThatTellsNothing() throws Exception {
        Files.createDirectories(folder.resolve("proc"));
        Files.writeString(folder.resolve("proc/cpuinfo"), "\u0000: :\nprocessor\n::: x");
        var inventory = probed();
        assertThat(inventory.sev(SevFeature.SEV_SNP)).isInstanceOf(Unknown.class);
        assertThat(inventory.processor().logicalCpus()).isEqualTo(1);
        assertThat(inventory.memory()).isEqualTo(new Memory(0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "AMD EPYC 7551P 32-Core Processor, 23, 1, NAPLES",
        "AMD EPYC 7742 64-Core Processor, 23, 49, ROME",
        "AMD EPYC 7713 64-Core Processor, 25, 1, MILAN",
        "AMD EPYC 9654 96-Core Processor, 25, 17, GENOA",
        "AMD EPYC 9754 128-Core Processor, 25, 160, BERGAMO_SIENA",
        "AMD EPYC 8534P 64-Core Processor, 25, 160, BERGAMO_SIENA",
        "AMD EPYC 9575F 64-Core Processor, 26, 2, TURIN",
        "AMD EPYC 9965 192-Core Processor, 26, 17, TURIN",
        "AMD EPYC 4564P 16-Core Processor, 25, 97, DESKTOP",
        "AMD EPYC 4545P 16-Core Processor, 26, 68, DESKTOP",
        "AMD Ryzen Threadripper PRO 7995WX 96-Cores, 25, 24, DESKTOP",
        "AMD EPYC next, 27, 1, LATER_EPYC"
    })
    void knowsTheGenerationsByTheirNumbers(
            String model, int family, int number, Generation expected) {
        var processor = new Processor("AuthenticAMD", model, family, number, 0, 2, 1);
        assertThat(processor.generation()).isEqualTo(expected);
    }

    @Test
    void remediesAKvmThatIsClosedToThisUser() {
        var cpu = new CpuInfo(new Processor("", "", 0, 0, 0, 1, 1), Set.of());
        assertThat(KvmRules.decide(KvmRules.Device.CLOSED, cpu, false))
                .isInstanceOfSatisfying(
                        KvmState.NoPermission.class,
                        state -> assertThat(state.remedies().toString()).contains("group kvm"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void agreesWithOshiAboutThisMachine() throws Exception {
        var inventory = HardwareProbe.ofThisMachine().inventory(folder.resolve("not/yet/there"));
        var hardware = new SystemInfo().getHardware();
        var other = HardwareProbe.processor(hardware.getProcessor());
        assertThat(inventory.processor().logicalCpus()).isEqualTo(other.logicalCpus());
        assertThat(inventory.processor().vendor()).isEqualTo(other.vendor());
        assertThat(inventory.processor().family()).isEqualTo(other.family());
        assertThat(inventory.memory().totalMiB())
                .isEqualTo(hardware.getMemory().getTotal() / (1 << 20));
        assertThat(inventory.disk().folder()).isEqualTo(folder.toString());
        assertThat(inventory.disk().totalGiB()).isGreaterThanOrEqualTo(inventory.disk().spareGiB());
    }

    private Inventory recorded(String host) throws IOException, URISyntaxException {
        return new HardwareProbe(tree(host)).inventory(folder);
    }

    private Inventory probed() throws IOException {
        return new HardwareProbe(folder).inventory(folder);
    }

    private void copy(String host) throws IOException, URISyntaxException {
        var from = tree(host);
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Path tree(String host) throws URISyntaxException {
        var url = HardwareProbeTest.class.getResource("/hosts/" + host);
        return Path.of(Objects.requireNonNull(url, host).toURI());
    }
}
