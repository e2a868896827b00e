package io.p2pcloud.probe;

import java.util.List;

/// Decides what the state of /dev/kvm means for the machine's owner.
final class KvmRules {
    private static final String IN_A_VM =
            "Enable nested virtualization for this virtual machine on its own host.";

    private KvmRules() {}

    /// How /dev/kvm was met.
    enum Device {
        MISSING,
        CLOSED,
        OPENS
    }

    static KvmState decide(Device device, CpuInfo cpu, boolean virtual) {
        return switch (device) {
            case OPENS -> new KvmState.Opens();
            case CLOSED ->
                    new KvmState.NoPermission(
                            "/dev/kvm cannot be opened by this user.",
                            List.of(
                                    "Add the user to the group kvm (`sudo usermod -aG kvm $USER`) and"
                                            + " log in again."));
            case MISSING -> missing(cpu, virtual);
        };
    }

    private static KvmState missing(CpuInfo cpu, boolean virtual) {
        if (cpu.has("svm")) {
            return new KvmState.Missing(
                    "There is no /dev/kvm, although the processor could.",
                    List.of("Load the module with `modprobe kvm_amd`."));
        }
        if (cpu.has("vmx")) {
            return new KvmState.Missing(
                    "There is no /dev/kvm, although the processor could.",
                    List.of("Load the module with `modprobe kvm_intel`."));
        }
        return new KvmState.Missing(
                "There is no /dev/kvm, and the kernel sees no virtualization in the processor.",
                List.of(
                        virtual
                                ? IN_A_VM
                                : "Enable SVM (AMD) or VT-x (Intel) in the firmware's settings."));
    }
}
