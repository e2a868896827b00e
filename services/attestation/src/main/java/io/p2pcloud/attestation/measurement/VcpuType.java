package io.p2pcloud.attestation.measurement;

import io.p2pcloud.attestation.CpuModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A CPU model of QEMU, which puts its CPUID signature into the first register state.
///
/// @param name as after QEMU's -cpu
public record VcpuType(String name, CpuModel cpu) {
    private static final CpuModel NAPLES = new CpuModel(23, 1, 2);
    private static final CpuModel ROME = new CpuModel(23, 49, 0);
    private static final CpuModel MILAN = new CpuModel(25, 1, 1);
    private static final CpuModel GENOA = new CpuModel(25, 17, 0);
    private static final CpuModel TURIN = new CpuModel(26, 0, 0);

    /// QEMU target/i386/cpu.c, builtin_x86_defs.
    private static final Map<String, CpuModel> MODELS =
            Map.ofEntries(
                    Map.entry("EPYC", NAPLES),
                    Map.entry("EPYC-v1", NAPLES),
                    Map.entry("EPYC-v2", NAPLES),
                    Map.entry("EPYC-IBPB", NAPLES),
                    Map.entry("EPYC-v3", NAPLES),
                    Map.entry("EPYC-v4", NAPLES),
                    Map.entry("EPYC-Rome", ROME),
                    Map.entry("EPYC-Rome-v1", ROME),
                    Map.entry("EPYC-Rome-v2", ROME),
                    Map.entry("EPYC-Rome-v3", ROME),
                    Map.entry("EPYC-Milan", MILAN),
                    Map.entry("EPYC-Milan-v1", MILAN),
                    Map.entry("EPYC-Milan-v2", MILAN),
                    Map.entry("EPYC-Genoa", GENOA),
                    Map.entry("EPYC-Genoa-v1", GENOA),
                    Map.entry("EPYC-Turin", TURIN));

    /// What every confidential guest of this app runs as, so that there is one digest per image and
    /// number of vCPUs.
    public static final VcpuType EPYC_V4 = new VcpuType("EPYC-v4", NAPLES);

    public static Optional<VcpuType> named(String name) {
        return Optional.ofNullable(MODELS.get(name)).map(cpu -> new VcpuType(name, cpu));
    }

    /// All that `named` knows, sorted.
    public static List<String> names() {
        return List.copyOf(new TreeSet<>(MODELS.keySet()));
    }
}
