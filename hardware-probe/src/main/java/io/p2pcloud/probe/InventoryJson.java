package io.p2pcloud.probe;

import io.p2pcloud.probe.FeatureState.Available;
import io.p2pcloud.probe.FeatureState.Off;
import io.p2pcloud.probe.FeatureState.Unknown;
import io.p2pcloud.probe.FeatureState.Unsupported;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// An inventory as JSON, for scripts. Field names are a promise (README.md of this module); they
/// are written out here, so that a renamed record changes nothing.
public final class InventoryJson {
    private static final int FORMAT_VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private InventoryJson() {}

    /// The document, indented, in UTF-8 characters, without a newline at its end.
    public static String write(Inventory inventory) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree(inventory));
    }

    /// The same as nested maps, lists, texts and numbers, to be put into a greater document.
    public static Map<String, Object> tree(Inventory inventory) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("formatVersion", FORMAT_VERSION);
        tree.put("processor", processor(inventory.processor()));
        tree.put("sev", feature(inventory.sev(SevFeature.SEV)));
        tree.put("sevEs", feature(inventory.sev(SevFeature.SEV_ES)));
        tree.put("sevSnp", feature(inventory.sev(SevFeature.SEV_SNP)));
        tree.put("kvm", kvm(inventory.kvm()));
        tree.put("memoryTotalMiB", inventory.memory().totalMiB());
        tree.put("memorySpareMiB", inventory.memory().spareMiB());
        tree.put("diskFolder", inventory.disk().folder());
        tree.put("diskTotalGiB", inventory.disk().totalGiB());
        tree.put("diskSpareGiB", inventory.disk().spareGiB());
        tree.put("kernelRelease", inventory.host().kernelRelease());
        tree.put("virtualMachine", inventory.host().virtual());
        tree.put("product", inventory.host().product());
        return tree;
    }

    private static Map<String, Object> processor(Processor processor) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("vendor", processor.vendor());
        tree.put("model", processor.model());
        tree.put("family", processor.family());
        tree.put("modelNumber", processor.modelNumber());
        tree.put("stepping", processor.stepping());
        tree.put("generation", processor.generation().name());
        tree.put("logicalCpus", processor.logicalCpus());
        tree.put("physicalCores", processor.physicalCores());
        return tree;
    }

    private static Map<String, Object> feature(FeatureState state) {
        return switch (state) {
            case Available _ -> state("AVAILABLE", "", "", List.of());
            case Off(var reason, var sentence, var remedies) ->
                    state("OFF", reason.name(), sentence, remedies);
            case Unsupported(var why) -> state("UNSUPPORTED", "", why, List.of());
            case Unknown(var why) -> state("UNKNOWN", "", why, List.of());
        };
    }

    private static Map<String, Object> kvm(KvmState state) {
        return switch (state) {
            case KvmState.Opens _ -> state("OPENS", "", "", List.of());
            case KvmState.Missing(var sentence, var remedies) ->
                    state("MISSING", "", sentence, remedies);
            case KvmState.NoPermission(var sentence, var remedies) ->
                    state("NO_PERMISSION", "", sentence, remedies);
        };
    }

    private static Map<String, Object> state(
            String state, String reason, String sentence, List<String> remedies) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("state", state);
        if (!reason.isEmpty()) {
            tree.put("reason", reason);
        }
        if (!sentence.isEmpty()) {
            tree.put("sentence", sentence);
        }
        if (!remedies.isEmpty()) {
            tree.put("remedies", remedies);
        }
        return tree;
    }
}
