package io.p2pcloud.provider;

import io.p2pcloud.common.Tier;
import io.p2pcloud.launcher.hypervisor.AcceleratorVerdict;
import io.p2pcloud.launcher.hypervisor.AcceleratorVerdict.Finding;
import io.p2pcloud.market.ComputeUnit;
import io.p2pcloud.probe.FeatureState;
import io.p2pcloud.probe.HardwareProbe;
import io.p2pcloud.probe.SevFeature;
import io.p2pcloud.provider.ReadinessRow.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// This machine's readiness, from its inventory and from what its guests would boot and run with.
public final class HostReadiness implements ReadinessCheck {
    private static final int SMALLEST_MEMORY_MIB = 512;
    private static final int SMALLEST_DISK_GIB = 2;
    private static final int BANDWIDTH_MBPS = 100;

    private final HardwareProbe probe;
    private final HostSettings settings;
    private final GuestSupply guests;
    private final AcceleratorSource accelerator;
    private final Supplier<Set<Tier>> tiers;

    /// The verdict on hardware virtualization.
    @FunctionalInterface
    public interface AcceleratorSource {
        /// @throws IOException when no verdict can be reached
        AcceleratorVerdict verdict() throws IOException;
    }

    /// @param tiers what this host's hypervisor can start
    public static HostReadiness ofThisMachine(
            HostSettings settings,
            GuestSupply guests,
            AcceleratorSource accelerator,
            Supplier<Set<Tier>> tiers) {
        return new HostReadiness(
                HardwareProbe.ofThisMachine(), settings, guests, accelerator, tiers);
    }

    private HostReadiness(
            HardwareProbe probe,
            HostSettings settings,
            GuestSupply guests,
            AcceleratorSource accelerator,
            Supplier<Set<Tier>> tiers) {
        this.probe = probe;
        this.settings = settings;
        this.guests = guests;
        this.accelerator = accelerator;
        this.tiers = tiers;
    }

    @Override
    public Readiness run() throws IOException {
        var inventory = probe.inventory(settings.folder());
        var rows = new ArrayList<ReadinessRow>();
        for (var feature : SevFeature.values()) {
            rows.add(sev(feature, inventory.sev(feature)));
        }
        rows.add(virtualization());
        int memory = (int) Math.max(0, inventory.memory().spareMiB() - settings.reserveMemoryMiB());
        int disk = (int) Math.max(0, inventory.disk().spareGiB() - settings.reserveDiskGiB());
        rows.add(
                amount(
                        "memory",
                        "Memory",
                        memory >= SMALLEST_MEMORY_MIB,
                        memory
                                + " MiB spare of "
                                + inventory.memory().totalMiB()
                                + " MiB ("
                                + settings.reserveMemoryMiB()
                                + " MiB kept back)",
                        "Close programs, or lower what is kept back for this computer."));
        rows.add(
                amount(
                        "disk",
                        "Disk",
                        disk >= SMALLEST_DISK_GIB,
                        disk
                                + " GiB spare of "
                                + inventory.disk().totalGiB()
                                + " GiB ("
                                + settings.reserveDiskGiB()
                                + " GiB kept back)",
                        "Free some space in " + inventory.disk().folder() + "."));
        rows.add(bundle());
        var confidential = confidential();
        rows.add(confidential);
        var tier = confidential.status() == Status.GOOD ? Tier.CONFIDENTIAL : Tier.STANDARD;
        boolean blocked = rows.stream().anyMatch(row -> row.status() == Status.BLOCKING);
        var spare =
                new ComputeUnit(
                        Math.max(1, inventory.processor().logicalCpus()),
                        Math.max(1, memory),
                        Math.max(1, disk),
                        BANDWIDTH_MBPS,
                        tier);
        return new Readiness(
                inventory.processor().model(),
                rows,
                blocked ? Optional.empty() : Optional.of(tier),
                spare);
    }

    private static ReadinessRow sev(SevFeature feature, FeatureState state) {
        var id = feature.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var name = feature.title();
        return switch (state) {
            case FeatureState.Available() ->
                    new ReadinessRow(id, name, Status.GOOD, "on", List.of());
            case FeatureState.Off(_, String sentence, List<String> remedies) ->
                    new ReadinessRow(id, name, Status.LIMITED, sentence, remedies);
            case FeatureState.Unsupported _ ->
                    new ReadinessRow(
                            id, name, Status.LIMITED, "this processor does not have it", List.of());
            case FeatureState.Unknown(String why) ->
                    new ReadinessRow(id, name, Status.UNKNOWN, why, List.of());
        };
    }

    private ReadinessRow virtualization() {
        try {
            var verdict = accelerator.verdict();
            boolean works = verdict.finding() == Finding.WORKS;
            return new ReadinessRow(
                    "kvm",
                    "Hardware virtualization (KVM)",
                    works ? Status.GOOD : Status.LIMITED,
                    works
                            ? "a test kernel booted under it"
                            : "guests run in software, many times slower",
                    works ? List.of() : List.of(verdict.sentence()));
        } catch (IOException e) {
            return new ReadinessRow(
                    "kvm",
                    "Hardware virtualization (KVM)",
                    Status.BLOCKING,
                    "QEMU cannot be started",
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    private static ReadinessRow amount(
            String id, String name, boolean enough, String found, String remedy) {
        return new ReadinessRow(
                id,
                name,
                enough ? Status.GOOD : Status.BLOCKING,
                found,
                enough ? List.of() : List.of(remedy));
    }

    /// Whether all is there that a CONFIDENTIAL lease is served with ([TierLaunch]).
    private ReadinessRow confidential() {
        if (!tiers.get().contains(Tier.CONFIDENTIAL)) {
            return confidential(
                    Status.LIMITED,
                    "the hypervisor starts none",
                    "They need a processor with SEV-SNP switched on, and libvirt:"
                            + " P2PCLOUD_HYPERVISOR=qemu:///system.");
        }
        try {
            return guests.confidentialFirmware().isPresent()
                    ? confidential(Status.GOOD, "encrypted and proven by the processor")
                    : confidential(
                            Status.LIMITED,
                            "the guest system has no firmware for them",
                            "./run --firmware --build",
                            "Then start this program again.");
        } catch (IOException e) {
            return confidential(
                    Status.LIMITED,
                    "the guest system cannot be read",
                    String.valueOf(e.getMessage()));
        }
    }

    private static ReadinessRow confidential(Status status, String found, String... remedy) {
        return new ReadinessRow(
                "confidential", "Confidential machines", status, found, List.of(remedy));
    }

    private ReadinessRow bundle() {
        try {
            var bundle = guests.bundle();
            return new ReadinessRow(
                    "bundle",
                    "Guest system",
                    Status.GOOD,
                    "kernel "
                            + bundle.kernelRelease()
                            + ", "
                            + (bundle.images().size() == 1
                                    ? "1 image"
                                    : bundle.images().size() + " images"),
                    List.of());
        } catch (IOException e) {
            return new ReadinessRow(
                    "bundle",
                    "Guest system",
                    Status.BLOCKING,
                    "missing or damaged",
                    List.of(String.valueOf(e.getMessage())));
        }
    }
}
