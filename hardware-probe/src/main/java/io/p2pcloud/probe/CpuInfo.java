package io.p2pcloud.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// /proc/cpuinfo, read (proc(5)): blocks of `name : value`, one for each logical processor.
///
/// @param flags what the kernel found and left switched on
record CpuInfo(Processor processor, Set<String> flags) {
    CpuInfo {
        flags = Set.copyOf(flags);
    }

    /// Never fails: what is missing is empty or zero.
    static CpuInfo parse(String text) {
        var blocks = blocks(text);
        var first = blocks.isEmpty() ? Map.<String, String>of() : blocks.getFirst();
        var processor =
                new Processor(
                        first.getOrDefault("vendor_id", ""),
                        first.getOrDefault("model name", ""),
                        number(first, "cpu family"),
                        number(first, "model"),
                        number(first, "stepping"),
                        Math.max(1, blocks.size()),
                        physicalCores(blocks));
        var flags = first.getOrDefault("flags", "").strip();
        return new CpuInfo(processor, new HashSet<>(List.of(flags.split("\\s+", -1))));
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    private static List<Map<String, String>> blocks(String text) {
        var blocks = new ArrayList<Map<String, String>>();
        for (var line : text.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            var name = line.substring(0, colon).strip();
            if (name.equals("processor")) {
                blocks.add(new HashMap<>());
            }
            if (!blocks.isEmpty()) {
                blocks.getLast().put(name, line.substring(colon + 1).strip());
            }
        }
        return blocks;
    }

    /// A core is known by its package and its number in it. Where the kernel tells neither, as in
    /// some virtual machines, each logical processor counts.
    private static int physicalCores(List<Map<String, String>> blocks) {
        var cores = new HashSet<String>();
        for (var block : blocks) {
            if (block.containsKey("core id")) {
                cores.add(block.getOrDefault("physical id", "0") + "/" + block.get("core id"));
            }
        }
        return cores.isEmpty() ? Math.max(1, blocks.size()) : cores.size();
    }

    private static int number(Map<String, String> block, String name) {
        try {
            return Integer.parseInt(block.getOrDefault(name, "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
