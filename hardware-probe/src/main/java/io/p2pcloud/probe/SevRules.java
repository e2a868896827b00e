package io.p2pcloud.probe;

import io.p2pcloud.probe.FeatureState.Off;
import io.p2pcloud.probe.FeatureState.Reason;
import io.p2pcloud.probe.FeatureState.Unsupported;
import java.util.List;

/// Decides from a host's facts whether it can use a feature, and what its owner can do if not.
///
/// The order follows the kernel: it clears the flags when firmware left memory encryption off or
/// did not reserve the reverse map table (arch/x86/kernel/cpu/amd.c, arch/x86/virt/svm/sev.c), then
/// kvm_amd takes what flags, IOMMU and key slots allow (arch/x86/kvm/svm/sev.c), then the driver
/// `ccp` talks to the security processor and makes /dev/sev.
final class SevRules {
    private static final String FIRMWARE_BASE =
            "In the firmware's settings enable SVM, SMEE (secure memory encryption) and SEV control,"
                    + " then restart.";
    private static final String FIRMWARE_SLOTS =
            "In the firmware's settings set the \"SEV-ES ASID space limit\" to more than 1, for"
                    + " instance 100.";
    private static final String FIRMWARE_SNP =
            "In the firmware's settings enable \"SEV-SNP support\" and \"SNP memory (RMP table)"
                    + " coverage\", and leave the IOMMU enabled.";
    private static final String IOMMU =
            "Remove iommu=pt, iommu=off and amd_iommu=pgtbl_v2 from the kernel's command line: SEV-SNP"
                    + " needs the IOMMU.";
    private static final String CCP =
            "Load the driver of AMD's security processor (modprobe ccp), update the machine's"
                    + " firmware, and read `dmesg | grep -i ccp`.";

    private SevRules() {}

    static FeatureState decide(SevFeature feature, SevFacts facts) {
        if (facts.isOn(feature) && facts.sevDevice()) {
            return new FeatureState.Available();
        }
        var generation = facts.cpu().processor().generation();
        if (facts.cpu().processor().vendor().isEmpty() || facts.kernel().isEmpty()) {
            return new FeatureState.Unknown(
                    "Only Linux on x86 tells whether the processor has %s."
                            .formatted(feature.title()));
        }
        if (generation == Generation.NOT_AMD) {
            return new Unsupported(
                    "%s is a feature of AMD EPYC; this is %s."
                            .formatted(feature.title(), shown(facts.cpu().processor())));
        }
        if (facts.virtual()) {
            return new Unsupported(
                    "This is a virtual machine; %s needs the processor itself."
                            .formatted(feature.title()));
        }
        if (!feature.existsIn(generation)) {
            return new Unsupported(
                    "%s is %s, which has no %s."
                            .formatted(
                                    shown(facts.cpu().processor()),
                                    generation.title(),
                                    feature.title()));
        }
        return off(feature, facts, facts.kernel().get());
    }

    private static Off off(SevFeature feature, SevFacts facts, KernelVersion kernel) {
        var title = feature.title();
        if (kernel.compareTo(feature.firstHostKernel()) < 0) {
            return new Off(
                    Reason.KERNEL_TOO_OLD,
                    "Linux %s starts no %s guests; Linux %s is the first that does."
                            .formatted(kernel, title, feature.firstHostKernel()),
                    List.of(
                            ("Install Linux %s or newer (Debian 13 has it; on Debian 12 take"
                                            + " linux-image-amd64 from bookworm-backports), then restart.")
                                    .formatted(feature.firstHostKernel())));
        }
        if (!facts.cpu().has("svm") || !facts.cpu().has(feature.flag())) {
            return new Off(
                    Reason.FIRMWARE_SETTING,
                    hidden(feature, facts)
                            ? "The processor has %s, and the firmware left it off.".formatted(title)
                            : "The kernel sees no %s: the firmware left it off.".formatted(title),
                    firmware(feature));
        }
        if (facts.kvmAmd().isEmpty()) {
            return new Off(
                    Reason.MODULE_NOT_LOADED,
                    "The kernel's module kvm_amd is not loaded.",
                    List.of("Load it with `modprobe kvm_amd`."));
        }
        if (!facts.isOn(feature)) {
            return new Off(
                    Reason.SWITCHED_OFF,
                    "The kernel's module kvm_amd has %s switched off.".formatted(title),
                    switchOn(feature));
        }
        return new Off(
                Reason.SECURITY_PROCESSOR,
                "/dev/sev is missing: AMD's security processor is not ready.",
                List.of(CCP));
    }

    /// Whether CPUID shows what the kernel's flags do not.
    private static boolean hidden(SevFeature feature, SevFacts facts) {
        return facts.memoryEncryption().isPresent()
                && feature.isSetIn(facts.memoryEncryption().getAsInt());
    }

    private static List<String> firmware(SevFeature feature) {
        return switch (feature) {
            case SEV -> List.of(FIRMWARE_BASE);
            case SEV_ES -> List.of(FIRMWARE_BASE, FIRMWARE_SLOTS);
            case SEV_SNP -> List.of(FIRMWARE_BASE, FIRMWARE_SLOTS, FIRMWARE_SNP);
        };
    }

    private static List<String> switchOn(SevFeature feature) {
        var option =
                "Write \"options kvm_amd sev=1 sev_es=1 sev_snp=1\" to /etc/modprobe.d/kvm_amd.conf and"
                        + " restart.";
        return switch (feature) {
            case SEV -> List.of(option);
            case SEV_ES -> List.of(option, FIRMWARE_SLOTS);
            case SEV_SNP -> List.of(option, FIRMWARE_SLOTS, IOMMU, FIRMWARE_SNP);
        };
    }

    private static String shown(Processor processor) {
        return processor.model().isEmpty() ? processor.vendor() : processor.model();
    }
}
