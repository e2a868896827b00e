package io.p2pcloud.probe;

import java.util.Map;

/// What a machine has, at one moment.
///
/// @param sev the state of each of the three features; all three are always there
public record Inventory(
        Processor processor,
        Map<SevFeature, FeatureState> sev,
        KvmState kvm,
        Memory memory,
        DiskSpace disk,
        Host host) {
    public Inventory {
        sev = Map.copyOf(sev);
        for (var feature : SevFeature.values()) {
            if (!sev.containsKey(feature)) {
                throw new IllegalArgumentException("nothing is said about " + feature);
            }
        }
    }

    public FeatureState sev(SevFeature feature) {
        var state = sev.get(feature);
        if (state == null) {
            throw new IllegalStateException("checked when it was made");
        }
        return state;
    }

    /// Working memory.
    ///
    /// @param totalMiB what the kernel manages
    /// @param spareMiB what programs could still take without swapping
    public record Memory(long totalMiB, long spareMiB) {}

    /// The file system of the folder that was asked about.
    ///
    /// @param folder absolute path of that folder, or of the nearest one above it that exists
    /// @param spareGiB what this user can still write
    public record DiskSpace(String folder, long totalGiB, long spareGiB) {}

    /// The system around the processor.
    ///
    /// @param kernelRelease as `uname -r` prints it; other systems' own version
    /// @param virtual whether this machine is itself a virtual one
    /// @param product what the firmware calls the machine, or nothing
    public record Host(String kernelRelease, boolean virtual, String product) {}
}
