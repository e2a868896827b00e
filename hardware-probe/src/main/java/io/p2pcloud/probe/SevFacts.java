package io.p2pcloud.probe;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What the kernel's files say that bears on SEV.
///
/// @param kernel empty on other systems than Linux
/// @param kvmAmd the parameters of the module kvm_amd; empty when it is not loaded
/// @param sevDevice whether /dev/sev is there
/// @param memoryEncryption EAX of CPUID Fn8000_001F, where /dev/cpu lets it be read
/// @param virtual whether this machine is itself a virtual one
record SevFacts(
        CpuInfo cpu,
        Optional<KernelVersion> kernel,
        Optional<Map<String, String>> kvmAmd,
        boolean sevDevice,
        OptionalInt memoryEncryption,
        boolean virtual) {
    /// Whether kvm_amd reports the feature as on: `Y` or, in older kernels, `1`.
    boolean isOn(SevFeature feature) {
        var value =
                kvmAmd.map(parameters -> parameters.getOrDefault(feature.flag(), "")).orElse("");
        return value.equals("Y") || value.equals("1");
    }
}
