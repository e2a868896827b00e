package io.p2pcloud.app;

import io.p2pcloud.probe.FeatureState;
import io.p2pcloud.probe.Inventory;
import io.p2pcloud.probe.KvmState;
import io.p2pcloud.probe.SevFeature;
import java.util.ArrayList;
import java.util.List;

/// An inventory for the terminal.
final class InventoryText {
    private static final String ROW = "%-12s %s";

    private InventoryText() {}

    static String of(Inventory inventory) {
        var lines = new ArrayList<String>();
        var cpu = inventory.processor();
        lines.add(ROW.formatted("Processor", cpu.model()));
        lines.add(
                ROW.formatted(
                        "",
                        cpu.physicalCores() + " cores, " + cpu.logicalCpus() + " logical CPUs"));
        for (var feature : SevFeature.values()) {
            state(feature.title(), inventory.sev(feature), lines);
        }
        switch (inventory.kvm()) {
            case KvmState.Opens() ->
                    lines.add(
                            ROW.formatted(
                                    "KVM", "/dev/kvm opens; a trial boot shows whether it works"));
            case KvmState.Missing(String sentence, List<String> remedies) ->
                    steps("KVM", sentence, remedies, lines);
            case KvmState.NoPermission(String sentence, List<String> remedies) ->
                    steps("KVM", sentence, remedies, lines);
        }
        var memory = inventory.memory();
        lines.add(
                ROW.formatted(
                        "Memory",
                        memory.spareMiB() + " MiB spare of " + memory.totalMiB() + " MiB"));
        var disk = inventory.disk();
        lines.add(
                ROW.formatted(
                        "Disk",
                        disk.spareGiB()
                                + " GiB spare of "
                                + disk.totalGiB()
                                + " GiB ("
                                + disk.folder()
                                + ")"));
        lines.add(ROW.formatted("Kernel", inventory.host().kernelRelease()));
        return String.join(System.lineSeparator(), lines);
    }

    private static void state(String name, FeatureState state, List<String> lines) {
        switch (state) {
            case FeatureState.Available() -> lines.add(ROW.formatted(name, "on"));
            case FeatureState.Off(_, String sentence, List<String> remedies) ->
                    steps(name, sentence, remedies, lines);
            case FeatureState.Unsupported(String why) -> lines.add(ROW.formatted(name, why));
            case FeatureState.Unknown(String why) -> lines.add(ROW.formatted(name, why));
        }
    }

    private static void steps(
            String name, String sentence, List<String> remedies, List<String> lines) {
        lines.add(ROW.formatted(name, sentence));
        for (int i = 0; i < remedies.size(); i++) {
            lines.add(ROW.formatted("", "  " + (i + 1) + ". " + remedies.get(i)));
        }
    }
}
