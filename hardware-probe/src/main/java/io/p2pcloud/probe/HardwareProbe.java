package io.p2pcloud.probe;

import io.p2pcloud.probe.Inventory.DiskSpace;
import io.p2pcloud.probe.Inventory.Host;
import io.p2pcloud.probe.Inventory.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/// Takes a machine's inventory. Linux is read from its own files; other systems, which can rent but
/// not sell encrypted machines, are asked through OSHI.
public final class HardwareProbe {
    private static final long KIB_PER_MIB = 1 << 10;
    private static final long BYTES_PER_MIB = 1 << 20;
    private static final long BYTES_PER_GIB = 1 << 30;

    private final HostFiles files;

    HardwareProbe(Path root) {
        this.files = new HostFiles(root);
    }

    public static HardwareProbe ofThisMachine() {
        return new HardwareProbe(Path.of("/"));
    }

    /// Takes stock now; some milliseconds on Linux.
    ///
    /// @param folder whose file system is asked for space; need not exist yet
    /// @throws IOException when that file system does not answer
    public Inventory inventory(Path folder) throws IOException {
        var disk = disk(folder);
        return files.exists("proc/cpuinfo") ? linux(disk) : elsewhere(disk);
    }

    private Inventory linux(DiskSpace disk) {
        var cpu = CpuInfo.parse(files.text("proc/cpuinfo").orElse(""));
        var release = files.text("proc/sys/kernel/osrelease").orElse("");
        boolean virtual = cpu.has("hypervisor");
        var facts =
                new SevFacts(
                        cpu,
                        KernelVersion.parse(release),
                        files.kvmAmd(),
                        files.exists("dev/sev"),
                        files.memoryEncryption(),
                        virtual);
        return new Inventory(
                cpu.processor(),
                sev(facts),
                KvmRules.decide(files.kvm(), cpu, virtual),
                linuxMemory(),
                disk,
                new Host(release, virtual, product()));
    }

    private static Map<SevFeature, FeatureState> sev(SevFacts facts) {
        var states = new EnumMap<SevFeature, FeatureState>(SevFeature.class);
        for (var feature : SevFeature.values()) {
            states.put(feature, SevRules.decide(feature, facts));
        }
        return states;
    }

    private Memory linuxMemory() {
        long total = files.memoryKiB("MemTotal").orElse(0);
        long spare = files.memoryKiB("MemAvailable").orElse(0);
        return new Memory(total / KIB_PER_MIB, spare / KIB_PER_MIB);
    }

    private String product() {
        return String.join(
                " ",
                Stream.of("sys_vendor", "product_name")
                        .flatMap(name -> files.text("sys/class/dmi/id/" + name).stream())
                        .filter(text -> !text.isBlank())
                        .toList());
    }

    private Inventory elsewhere(DiskSpace disk) {
        var hardware = new SystemInfo().getHardware();
        var cpu = new CpuInfo(processor(hardware.getProcessor()), Set.of());
        var memory = hardware.getMemory();
        var facts =
                new SevFacts(
                        cpu, Optional.empty(), Optional.empty(), false, OptionalInt.empty(), false);
        return new Inventory(
                cpu.processor(),
                sev(facts),
                new KvmState.Missing("KVM is part of Linux.", List.of()),
                new Memory(
                        memory.getTotal() / BYTES_PER_MIB, memory.getAvailable() / BYTES_PER_MIB),
                disk,
                new Host(
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        false,
                        hardware.getComputerSystem().getModel()));
    }

    /// What OSHI knows of this machine's processor.
    static Processor processor(CentralProcessor processor) {
        var identity = processor.getProcessorIdentifier();
        return new Processor(
                identity.getVendor(),
                identity.getName(),
                number(identity.getFamily()),
                number(identity.getModel()),
                number(identity.getStepping()),
                processor.getLogicalProcessorCount(),
                processor.getPhysicalProcessorCount());
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static DiskSpace disk(Path folder) throws IOException {
        var existing = folder.toAbsolutePath().normalize();
        while (!Files.exists(existing)) {
            var parent = existing.getParent();
            if (parent == null) {
                throw new IOException("no file system holds " + folder);
            }
            existing = parent;
        }
        var store = Files.getFileStore(existing);
        return new DiskSpace(
                existing.toString(),
                store.getTotalSpace() / BYTES_PER_GIB,
                store.getUsableSpace() / BYTES_PER_GIB);
    }
}
